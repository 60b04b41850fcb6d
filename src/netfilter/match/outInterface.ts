import type { Negatable } from '../model/Negatable.js';
import { protectWord } from '../words/quoteWord.js';
import { criterion, optionWords } from './criterion.js';
import { describeInterface, interfaceMatches, parseInterfaceName } from './interfaceName.js';
import type { MatchModule } from './MatchModule.js';

/** `-o`, `--out-interface`: a name, or a prefix followed by `+`. */
export interface OutInterfaceMatch extends Negatable<string> {
  readonly kind: 'outInterface';
}

/** The interface by which the packet leaves, as routing last decided (iptables(8)); see `interfaceMatches`. */
export const outInterface: MatchModule<OutInterfaceMatch> = {
  names: [],
  options: { '-o': 1, '--out-interface': '-o' },
  parse(options) {
    const name = options.read('-o', parseInterfaceName);
    return name && { kind: 'outInterface', ...name };
  },
  print: (match) => optionWords('-o', match, protectWord(match.value)),
  evaluate: (match, { outInterface: name }) => [
    criterion('--out-interface', match, match.value, describeInterface(name), interfaceMatches(match.value, name)),
  ],
};
