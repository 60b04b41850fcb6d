import type { Step, StepKind } from '../model/Step.js';
import type { Hop, Path, Trace } from '../model/Trace.js';
import type { TraceRequest } from '../model/TraceRequest.js';
import type { Verdict } from '../model/Verdict.js';

/** How a request ended that did not simply arrive: what a rule of this folder looks at. */
export interface Ending {
  readonly request: TraceRequest;
  readonly verdict: Verdict;
  /** The verdict, or for INDETERMINATE what is likely. */
  readonly likely: Verdict;
  readonly hops: readonly Hop[];
  readonly steps: readonly Step[];
}

/** Short actions for endings of one kind; none for all others. */
export type SuggestRule = (ending: Ending) => readonly string[];

/** The likeliest outcome of a trace that is worth a word: any but DELIVERED. */
export function endingOf({ request, outcomes, paths }: Trace): Ending | undefined {
  const outcome = outcomes.find(({ verdict }) => verdict.code !== 'DELIVERED');
  const path: Path | undefined = outcome === undefined ? undefined : paths[outcome.path];
  if (path === undefined) return undefined;
  const { verdict, hops } = path;
  return { request, verdict, likely: verdict.likely ?? verdict, hops, steps: hops.flatMap(({ steps }) => steps) };
}

/** The last step of a kind. */
export function lastOf({ steps }: Ending, kind: StepKind): Step | undefined {
  return steps.findLast((step) => step.kind === kind);
}

/** Whether the proxy that ended the request set this response flag. */
export function hasFlag({ likely }: Ending, flag: string): boolean {
  return likely.flags.split(',').includes(flag);
}
