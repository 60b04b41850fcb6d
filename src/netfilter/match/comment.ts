import { quoteWord } from '../words/quoteWord.js';
import type { MatchModule } from './MatchModule.js';

/** `-m comment --comment TEXT`. */
export interface CommentMatch {
  readonly kind: 'comment';
  readonly comment: string;
}

/** A remark: it never affects matching (iptables-extensions(8)). */
export const comment: MatchModule<CommentMatch> = {
  names: ['comment'],
  options: { '--comment': 1 },
  parse(options) {
    const text = options.plain('--comment', (value) => value);
    return text === undefined ? undefined : { kind: 'comment', comment: text };
  },
  print: (match) => ['-m', 'comment', '--comment', quoteWord(match.comment)],
  evaluate: () => [],
};
