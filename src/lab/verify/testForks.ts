import type { Path } from '../../trace/model/Trace.js';
import { chiSquared, type Frequency } from './chiSquared.js';
import type { ForkTest } from './Verification.js';

/**
 * Holds how often each path was taken against how likely it is. Paths that no request tells apart (it agrees with both) are one branch.
 *
 * @param taken of each request the paths that it agrees with; at least one each
 */
export function testForks(paths: readonly Path[], taken: readonly (readonly Path[])[]): ForkTest {
  const groups = groupsOf(paths, taken);
  const branches = groups.map((group): Frequency => ({
    label: group.map(labelOf).join(' or '),
    seen: taken.filter(([first]) => first !== undefined && group.includes(first)).length,
    probability: group.reduce((sum, { probability }) => sum + probability, 0),
  }));
  return { requests: taken.length, branches, chiSquared: chiSquared(branches) };
}

function groupsOf(paths: readonly Path[], taken: readonly (readonly Path[])[]): readonly (readonly Path[])[] {
  let groups: readonly (readonly Path[])[] = paths.map((path) => [path]);
  for (const together of taken) {
    const touched = groups.filter((group) => group.some((path) => together.includes(path)));
    if (touched.length < 2) continue;
    groups = [...groups.filter((group) => !touched.includes(group)), touched.flat()];
  }
  return groups;
}

/** The choices that make a path: `weighted cluster: v1, endpoint: 10.0.0.1:80`. */
function labelOf({ choices, verdict }: Path): string {
  return choices.map(({ about, label }) => `${about}: ${label}`).join(', ') || verdict.code;
}
