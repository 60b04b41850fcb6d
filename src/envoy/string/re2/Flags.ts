/** The flags that `(?imsU)` sets. */
export interface Flags {
  readonly foldCase: boolean;
  readonly multiLine: boolean;
  readonly dotMatchesNewline: boolean;
  readonly ungreedy: boolean;
}
