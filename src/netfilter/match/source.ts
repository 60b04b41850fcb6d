import { addressInMask, type AddressMask } from '../model/AddressMask.js';
import type { Negatable } from '../model/Negatable.js';
import { parseAddressMask, printAddressMask } from '../words/parseAddressMask.js';
import { criterion, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-s`, `--source`. */
export interface SourceMatch extends Negatable<AddressMask> {
  readonly kind: 'source';
}

/** The packet's source address under the mask (iptables(8)). */
export const source: MatchModule<SourceMatch> = {
  names: [],
  options: { '-s': 1, '--source': '-s', '--src': '-s' },
  parse(options) {
    const address = options.read('-s', parseAddressMask);
    return address && { kind: 'source', ...address };
  },
  print: (match) => optionWords('-s', match, printAddressMask(match.value)),
  evaluate: (match, packet) => [
    criterion(
      '--source',
      match,
      printAddressMask(match.value),
      packet.source.text,
      addressInMask(match.value, packet.source),
    ),
  ],
};
