import { protectWord } from '../words/quoteWord.js';
import { criterion, NOT_KNOWN, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** `-m set --match-set NAME FLAGS`: an ipset, whose content no rule tells. */
export interface SetMatch {
  readonly kind: 'set';
  readonly set: string;
  readonly not: boolean;
  /** `src`, `dst`, once for each dimension of the set. */
  readonly dimensions: readonly ('src' | 'dst')[];
}

/** Membership of an ipset (iptables-extensions(8)): `unknown`, because the rules do not hold the set's content. */
export const set: MatchModule<SetMatch> = {
  names: ['set'],
  options: { '--match-set': 2, '--set': '--match-set' },
  parse(options) {
    const words = options.words('--match-set');
    const [name, flags = ''] = words?.values ?? [];
    const dimensions = flags.split(',').filter((flag) => flag === 'src' || flag === 'dst');
    if (words === undefined || name === undefined || dimensions.join(',') !== flags) return undefined;
    return { kind: 'set', set: name, not: words.not, dimensions };
  },
  print: (match) => [
    '-m',
    'set',
    ...optionWords('--match-set', match, protectWord(match.set), match.dimensions.join(',')),
  ],
  evaluate: (match) => [
    criterion(
      '--match-set',
      match,
      `${match.set} ${match.dimensions.join(',')}`,
      NOT_KNOWN,
      'unknown',
      'the content of an ipset is not in the rules',
    ),
  ],
};
