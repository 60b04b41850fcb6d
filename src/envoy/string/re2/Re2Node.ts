import type { CharSet } from './CharSet.js';

/** A zero-width assertion: `^ $` (`(?m)` or not), `\A \z \b \B`. */
export type Assertion = 'text_begin' | 'text_end' | 'line_begin' | 'line_end' | 'word_boundary' | 'no_word_boundary';

/** The syntax tree of a regular expression. */
export type Re2Node =
  | { readonly kind: 'empty' }
  | { readonly kind: 'char'; readonly set: CharSet }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'capture'; readonly index: number; readonly body: Re2Node }
  | { readonly kind: 'concat' | 'alternate'; readonly parts: readonly Re2Node[] }
  /** `max` undefined: no upper bound. */
  | {
      readonly kind: 'repeat';
      readonly body: Re2Node;
      readonly min: number;
      readonly max?: number;
      readonly greedy: boolean;
    };
