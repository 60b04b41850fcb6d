/** A target that is not modelled, or whose text is lost or cannot be read. */
export interface UnsupportedTarget {
  readonly kind: 'unsupported';
  /** The target's name. */
  readonly module: string;
  /** The words of the file. */
  readonly text: string;
  /** Why, when it is not just that the target is not modelled. */
  readonly why?: string;
}
