import type { Choose } from '../../logic/Fork.js';
import type { LoadAssignment } from '../model/Cluster.js';

/** What `drop_overloads` does to a request; the failures are named as in `failureReply`. */
export type DropOverload = 'pass' | 'drop_overload' | 'unconditional_drop_overload';

/**
 * `ClusterLoadAssignment.policy.drop_overloads`: one chance to be dropped; exactly 100 % is another failure than 99 % (router.cc
 * `checkDropOverload`, measured). Envoy takes one category at most (eds.cc rejects more); of several, one that drops is enough.
 */
export function dropOverload(
  dropOverloads: LoadAssignment['dropOverloads'],
  clusterName: string,
  choose: Choose,
): DropOverload {
  const passes = dropOverloads.reduce((product, { fraction }) => product * (1 - clamp(fraction)), 1);
  if (passes === 1) return 'pass';
  if (passes === 0) return 'unconditional_drop_overload';
  return choose({
    name: 'drop_overload',
    about: `drop_overloads ${dropOverloads.map(({ category }) => category).join(', ')} of ${clusterName}`,
    branches: [
      { label: 'drop', probability: 1 - passes, value: 'drop_overload' as const },
      { label: 'pass', probability: passes, value: 'pass' as const },
    ],
  }).value;
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
