/** An option's value and whether `!` stands before it. */
export interface Negatable<T> {
  readonly not: boolean;
  readonly value: T;
}
