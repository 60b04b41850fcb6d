import type { Negatable } from '../model/Negatable.js';
import { protocolName } from '../words/protocols.js';
import { criterion, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-p`, `--protocol`: the name, or the number as text where there is no name; `all` is every protocol. */
export interface ProtocolMatch extends Negatable<string> {
  readonly kind: 'protocol';
}

/** The packet's protocol; names and numbers are the same (iptables(8)). `! -p all` is refused by iptables. */
export const protocol: MatchModule<ProtocolMatch> = {
  names: [],
  options: { '-p': 1, '--protocol': '-p', '--proto': '-p' },
  parse(options) {
    const name = options.read('-p', protocolName);
    return name && !(name.not && name.value === 'all') ? { kind: 'protocol', ...name } : undefined;
  },
  print: (match) => optionWords('-p', match, match.value),
  evaluate(match, packet) {
    const got = protocolName(packet.protocol) ?? packet.protocol;
    return [criterion('--protocol', match, match.value, got, match.value === 'all' || match.value === got)];
  },
};
