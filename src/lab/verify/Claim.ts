/** One thing that a trace says and that a request shows: what was predicted, and what was observed. */
export interface Claim {
  /** Where, and of what: `web/cart-1: cluster`. */
  readonly step: string;
  readonly predicted: string;
  readonly observed: string;
  readonly agrees: boolean;
}

/** A claim that two texts are the same; '' is told as `nothing`. */
export function sameText(step: string, predicted: string, observed: string): Claim {
  return { step, predicted: told(predicted), observed: told(observed), agrees: predicted === observed };
}

/** A text of a claim as a person reads it. */
export function told(text: string): string {
  return text === '' ? 'nothing' : text;
}
