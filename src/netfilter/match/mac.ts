import type { Negatable } from '../model/Negatable.js';
import type { Packet } from '../model/Packet.js';
import { criterion, fixedCriterion, NOT_KNOWN, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m mac --mac-source`; the address in lower case, as iptables-save prints it. */
export interface MacMatch {
  readonly kind: 'mac';
  readonly source: Negatable<string>;
}

/** The source address of an Ethernet frame (iptables-extensions(8)). What comes by `lo` has none and never matches, even negated. */
export const mac: MatchModule<MacMatch> = {
  names: ['mac'],
  options: { '--mac-source': 1 },
  parse(options) {
    const address = options.read('--mac-source', parseMac);
    return address && { kind: 'mac', source: address };
  },
  print: (match) => ['-m', 'mac', ...optionWords('--mac-source', match.source, match.source.value)],
  evaluate({ source: address }, packet) {
    const got = sourceMac(packet);
    if (got === '') {
      return [fixedCriterion('--mac-source', address, address.value, 'none', 'no', 'there is no Ethernet frame')];
    }
    const truth = got === undefined ? 'unknown' : got.toLowerCase() === address.value;
    return [criterion('--mac-source', address, address.value, got ?? NOT_KNOWN, truth)];
  },
};

function sourceMac({ sourceMac: known, inInterface }: Packet): string | undefined {
  return inInterface === 'lo' || inInterface === '' ? '' : known;
}

function parseMac(text: string): string | undefined {
  return /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(text) ? text.toLowerCase() : undefined;
}
