import { criterion, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-f`, `--fragment`: second and later fragments (IPv4 only). */
export interface FragmentMatch {
  readonly kind: 'fragment';
  readonly not: boolean;
}

/** Whether the packet is a second or later fragment (iptables(8)). Where conntrack runs, packets are whole. */
export const fragment: MatchModule<FragmentMatch> = {
  names: [],
  options: { '-f': 0, '--fragment': '-f', '--fragments': '-f' },
  parse(options) {
    const flag = options.flag('-f');
    return flag && options.family === 4 ? { kind: 'fragment', not: flag.not } : undefined;
  },
  print: (match) => optionWords('-f', match),
  evaluate(match, packet) {
    const later = packet.fragment ?? false;
    return [criterion('--fragment', match, 'a later fragment', later ? 'a later fragment' : 'whole or first', later)];
  },
};
