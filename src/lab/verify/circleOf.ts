import type { Hop } from '../../trace/model/Trace.js';

/** The hops of a loop that come again and again: those behind the first that is the same place as the last. What leads there is passed once. */
export function circleOf(hops: readonly Hop[]): ReadonlySet<Hop> {
  const last = hops.at(-1);
  const first = hops.findIndex((hop) => last !== undefined && placeOf(hop) === placeOf(last));
  return new Set(hops.slice(first + 1));
}

/** A proxy has a place for each listener that takes a connection. */
function placeOf({ where, stage, steps }: Hop): string {
  return JSON.stringify([where, stage, steps.findLast(({ kind }) => kind === 'listener')?.subject]);
}
