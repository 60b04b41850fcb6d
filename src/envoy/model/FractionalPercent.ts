/** `core.v3.RuntimeFractionalPercent` or `type.v3.FractionalPercent`: numerator over denominator, and the runtime key that may override it. */
export interface FractionalPercent {
  readonly at: string;
  readonly numerator: number;
  readonly denominator: 100 | 10_000 | 1_000_000;
  readonly runtimeKey?: string;
}
