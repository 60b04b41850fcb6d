import { addressInMask, type AddressMask } from '../model/AddressMask.js';
import type { Negatable } from '../model/Negatable.js';
import { parseAddressMask, printAddressMask } from '../words/parseAddressMask.js';
import { criterion, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-d`, `--destination`. */
export interface DestinationMatch extends Negatable<AddressMask> {
  readonly kind: 'destination';
}

/** The packet's destination address under the mask (iptables(8)). */
export const destination: MatchModule<DestinationMatch> = {
  names: [],
  options: { '-d': 1, '--destination': '-d', '--dst': '-d' },
  parse(options) {
    const address = options.read('-d', parseAddressMask);
    return address && { kind: 'destination', ...address };
  },
  print: (match) => optionWords('-d', match, printAddressMask(match.value)),
  evaluate: (match, packet) => [
    criterion(
      '--destination',
      match,
      printAddressMask(match.value),
      packet.destination.text,
      addressInMask(match.value, packet.destination),
    ),
  ],
};
