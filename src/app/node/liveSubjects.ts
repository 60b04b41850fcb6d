import type { Pod } from '../../kube/objects/Pod.js';
import { findLivePods, type PodChoice } from '../live/findLivePods.js';
import type { Live } from '../live/Live.js';
import { readLivePod } from './readLivePod.js';

/** Whose network namespace a command line means: a pod's, or a node's own. */
export type LiveSubject =
  { readonly kind: 'pod'; readonly pod: Pod } | { readonly kind: 'node'; readonly name: string };

/** The pods that a command line means; `node/NAME` is the node itself. Errors are those of finding the pods. */
export async function liveSubjects(live: Live, choice: PodChoice): Promise<readonly LiveSubject[]> {
  const subjects: LiveSubject[] = [];
  // Without a TARGET the choice is by label.
  const choices =
    choice.targets.length === 0 ? [choice] : choice.targets.map((target) => ({ ...choice, targets: [target] }));
  for (const one of choices) {
    const name = nodeName(one.targets[0]);
    if (name !== undefined) subjects.push({ kind: 'node', name });
    else
      for (const found of await findLivePods(live, one))
        subjects.push({ kind: 'pod', pod: found.pod ?? (await readLivePod(live.cluster, found)) });
  }
  return subjects;
}

function nodeName(target: string | undefined): string | undefined {
  return target === undefined ? undefined : /^(?:node|nodes|no)\/([^/]+)$/.exec(target)?.[1];
}
