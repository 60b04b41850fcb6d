import type { PodChoice } from '../live/findLivePods.js';
import type { LiveOptions } from '../live/LiveOptions.js';
import { openLive } from '../live/Live.js';
import { liveSubjects } from './liveSubjects.js';
import type { NodeOptions } from './NodeOptions.js';
import type { NodePlan } from './NodePlan.js';
import { nodeSubject, podSubject } from './NodeSubject.js';
import { planNode } from './planNode.js';

/** What reading the rules of each TARGET would do; `node/NAME` is the node itself. Errors are those of finding the pods. */
export async function planTargets(
  cluster: LiveOptions,
  choice: PodChoice,
  options: NodeOptions,
): Promise<readonly NodePlan[]> {
  const live = await openLive(cluster, options.report);
  try {
    const plans: NodePlan[] = [];
    for (const one of await liveSubjects(live, choice))
      plans.push(
        await planNode(live.cluster, one.kind === 'pod' ? podSubject(one.pod) : nodeSubject(one.name), options),
      );
    return plans;
  } finally {
    live.cluster.close();
  }
}
