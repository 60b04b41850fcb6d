import { findLivePods } from '../live/findLivePods.js';
import type { Live } from '../live/Live.js';
import type { NodeOptions } from './NodeOptions.js';
import type { NodePlan } from './NodePlan.js';
import { nodeSubject, podSubject } from './NodeSubject.js';
import { planNode } from './planNode.js';
import { readLivePod } from './readLivePod.js';

/**
 * What reading the rules of each TARGET would do; `node/NAME` is the node itself. Errors are those of finding the pods.
 *
 * @param namespace of a TARGET that names none
 */
export async function planTargets(
  live: Live,
  targets: readonly string[],
  namespace: string | undefined,
  options: NodeOptions,
): Promise<readonly NodePlan[]> {
  const plans: NodePlan[] = [];
  for (const target of targets) {
    const node = /^(?:node|nodes|no)\/([^/]+)$/.exec(target)?.[1];
    if (node !== undefined) {
      plans.push(await planNode(live.cluster, nodeSubject(node), options));
      continue;
    }
    for (const found of await findLivePods(live, { targets: [target], namespace })) {
      const pod = found.pod ?? (await readLivePod(live.cluster, found));
      plans.push(await planNode(live.cluster, podSubject(pod), options));
    }
  }
  return plans;
}
