import type { Hop, Path } from '../../trace/model/Trace.js';
import type { Step } from '../../trace/model/Step.js';

/** Where one path parts from another: the hop's index into the first, and the step there that differs. */
export interface Difference {
  readonly hop: number;
  readonly step: Step | undefined;
}

/** The first hop of `path` that is not as in `shown`; undefined: all of its hops are the same. */
export function differsFrom(path: Path, shown: Path): Difference | undefined {
  for (const [index, hop] of path.hops.entries()) {
    const other = shown.hops[index];
    if (other === undefined) return { hop: index, step: hop.steps[0] };
    const step = differingStep(hop, other);
    if (step !== undefined) return { hop: index, step };
    if (hop.where !== other.where || hop.steps.length !== other.steps.length) return { hop: index, step: undefined };
  }
  return undefined;
}

function differingStep(hop: Hop, other: Hop): Step | undefined {
  return hop.steps.find((step, index) => {
    const same = other.steps[index];
    return step.summary !== same?.summary || step.outcome !== same.outcome;
  });
}
