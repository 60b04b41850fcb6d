/** A match that is not modelled, or whose text is lost or cannot be read: its truth is `unknown`. */
export interface UnsupportedMatch {
  readonly kind: 'unsupported';
  /** Name of the extension (`hashlimit`), or of what is lost (`in-interface`). */
  readonly module: string;
  /** The words of the file. */
  readonly text: string;
  /** Why, when it is not just that the extension is not modelled. */
  readonly why?: string;
}
