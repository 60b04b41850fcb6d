import type { MaskedValue } from '../model/MaskedValue.js';
import type { Negatable } from '../model/Negatable.js';
import { parseMaskedValue, printMaskedValue } from '../words/parseNumber.js';
import { fixedCriterion, NOT_KNOWN, optionWords } from './criterion.js';
import { maskedCriterion } from './maskedCriterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m connmark --mark value[/mask]`. */
export interface ConnmarkMatch {
  readonly kind: 'connmark';
  readonly mark: Negatable<MaskedValue>;
}

/** The flow's mark (iptables-extensions(8)). Without a conntrack entry it matches neither plain nor negated (`xt_connmark.c`). */
export const connmark: MatchModule<ConnmarkMatch> = {
  names: ['connmark'],
  options: { '--mark': 1 },
  parse(options) {
    const value = options.read('--mark', (text) => parseMaskedValue(text));
    return value && { kind: 'connmark', mark: value };
  },
  print: (match) => ['-m', 'connmark', ...optionWords('--mark', match.mark, printMaskedValue(match.mark.value))],
  evaluate({ mark }, { conntrack: { entry } }) {
    if (entry?.markUnknown) {
      const why = 'the mark of a template is what earlier packets made it';
      return [fixedCriterion('connmark --mark', mark, printMaskedValue(mark.value), NOT_KNOWN, 'unknown', why)];
    }
    if (entry !== undefined) return [maskedCriterion('connmark --mark', mark, entry.mark)];
    const note = 'without a conntrack entry connmark never matches, even negated';
    return [fixedCriterion('connmark --mark', mark, printMaskedValue(mark.value), 'no entry', 'no', note)];
  },
};
