import type { Path } from './model/Trace.js';

/**
 * The inputs that the verdict used: the names of all criteria that decided a step of a followed path, those that held for
 * what was chosen and the one that failed for each candidate before it.
 */
export function dependsOn(paths: readonly Path[]): readonly string[] {
  const names = new Set<string>();
  for (const { hops } of paths) {
    for (const { steps } of hops) {
      for (const { because, skipped } of steps) {
        for (const { name } of because) names.add(name);
        for (const { failed } of skipped) names.add(failed.name);
      }
    }
  }
  return [...names].toSorted();
}
