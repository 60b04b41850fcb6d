import type { MaskedValue } from '../model/MaskedValue.js';
import type { Negatable } from '../model/Negatable.js';
import { parseMaskedValue, printMaskedValue } from '../words/parseNumber.js';
import { optionWords } from './criterion.js';
import { maskedCriterion } from './maskedCriterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m mark --mark value[/mask]`. */
export interface MarkMatch {
  readonly kind: 'mark';
  readonly mark: Negatable<MaskedValue>;
}

/** The packet's mark (iptables-extensions(8)); see `maskedCriterion`. */
export const mark: MatchModule<MarkMatch> = {
  names: ['mark'],
  options: { '--mark': 1 },
  parse(options) {
    const value = options.read('--mark', (text) => parseMaskedValue(text));
    return value && { kind: 'mark', mark: value };
  },
  print: (match) => ['-m', 'mark', ...optionWords('--mark', match.mark, printMaskedValue(match.mark.value))],
  evaluate: (match, packet) => [maskedCriterion('--mark', match.mark, packet.mark)],
};
