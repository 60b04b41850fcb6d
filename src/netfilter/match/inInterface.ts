import type { Negatable } from '../model/Negatable.js';
import { protectWord } from '../words/quoteWord.js';
import { criterion, optionWords } from './criterion.js';
import { describeInterface, interfaceMatches, parseInterfaceName } from './interfaceName.js';
import type { MatchModule } from './MatchModule.js';

/** `-i`, `--in-interface`: a name, or a prefix followed by `+`. */
export interface InInterfaceMatch extends Negatable<string> {
  readonly kind: 'inInterface';
}

/** The interface by which the packet came in (iptables(8)); see `interfaceMatches`. */
export const inInterface: MatchModule<InInterfaceMatch> = {
  names: [],
  options: { '-i': 1, '--in-interface': '-i' },
  parse(options) {
    const name = options.read('-i', parseInterfaceName);
    return name && { kind: 'inInterface', ...name };
  },
  print: (match) => optionWords('-i', match, protectWord(match.value)),
  evaluate: (match, { inInterface: name }) => [
    criterion('--in-interface', match, match.value, describeInterface(name), interfaceMatches(match.value, name)),
  ],
};
