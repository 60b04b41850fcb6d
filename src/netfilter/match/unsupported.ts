import { fixedCriterion, NOT_KNOWN } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** A match that is not modelled, or whose text is lost or cannot be read: its truth is `unknown`. */
export interface UnsupportedMatch {
  readonly kind: 'unsupported';
  /** Name of the extension (`hashlimit`), or of what is lost (`in-interface`). */
  readonly module: string;
  /** The words of the file, `-m name` included. */
  readonly text: string;
  /** Why, when it is not just that the extension is not modelled. */
  readonly why?: string;
}

/** Never the answer to a parse: the reader of rules makes these of what no other kind takes. */
export const unsupported: MatchModule<UnsupportedMatch> = {
  names: [],
  options: {},
  parse: () => undefined,
  print: (match) => (match.text === '' ? [] : [match.text]),
  evaluate: ({ module, text, why }) => [
    fixedCriterion(
      module,
      { not: false },
      text === '' ? module : text,
      NOT_KNOWN,
      'unknown',
      why ?? `the match ${module} is not modelled`,
    ),
  ],
};
