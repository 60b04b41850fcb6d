/** The packets that rules have counted, of one loader's tables. */
export interface Counters {
  /** Coordinates of all rules that count, as in `Observation.hits`, in one order for as long as no rule is loaded. */
  readonly names: readonly string[];
  /** How often each was hit up to now, in the order of `names`. */
  readonly read: () => Float64Array;
}
