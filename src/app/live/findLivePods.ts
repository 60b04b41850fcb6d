import { readSnapshot } from '../../facts/snapshot/readSnapshot.js';
import { proxyContainer } from '../../istio/proxyContainer.js';
import { isPodTerminal } from '../../kube/objects/podState.js';
import type { Pod } from '../../kube/objects/Pod.js';
import { parseLabelSelector } from '../../kube/target/parseLabelSelector.js';
import { parseTarget } from '../../kube/target/parseTarget.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { EvidenceOptions } from '../EvidenceOptions.js';
import { findWorkload } from '../findWorkload.js';
import { findWorkloads } from '../findWorkloads.js';
import { orApiFailure } from './apiFailure.js';
import { pathOf } from './apiPaths.js';
import { fetchTarget } from './fetchTarget.js';
import type { Live } from './Live.js';
import { LiveFiles } from './LiveFiles.js';
import type { PodName } from './LiveOptions.js';
import { PROXY_RULES } from './PolicyRule.js';

/** A pod that was found. */
export interface LivePod extends PodName {
  /** `undefined`: nobody has asked for it yet. */
  readonly pod: Pod | undefined;
}

/** Which pods are wanted. */
export type PodChoice = Pick<EvidenceOptions, 'targets' | 'namespace' | 'allNamespaces' | 'selector'>;

/**
 * The pods that a command line means: one for each TARGET, the first in kubectl's order, or all running ones with a proxy that `-l` and `-A`
 * take. A pod that is named as such is not asked for, as by istioctl: whoever uses it finds out whether it is there.
 *
 * @throws UserError: exit 2 when there is none, exit 5 when the API server does not say.
 */
export async function findLivePods(live: Live, choice: PodChoice): Promise<readonly LivePod[]> {
  const { targets } = choice;
  if (targets.length === 0) return listPods(live, choice);
  return Promise.all(targets.map((target) => findLivePod(live, target, choice.namespace)));
}

/** The pod of one TARGET; what was fetched to find it goes into `files`. */
export async function findLivePod(
  live: Live,
  text: string,
  namespace: string | undefined,
  files = new LiveFiles(`cluster ${live.cluster.name}`),
): Promise<LivePod> {
  const { cluster, report } = live;
  const defaults = { flag: namespace, context: cluster.namespace };
  const target = parseTarget(text, defaults);
  if (target.kind === 'Pod') return { namespace: target.namespace, name: target.name, pod: undefined };
  files.addObjects(await fetchTarget(live, target), new Date());
  const { workload, note } = findWorkload(readSnapshot(files.files, report), text, defaults);
  if (note !== undefined) report(note);
  return { namespace: workload.namespace, name: workload.name, pod: workload.pod() };
}

/** Every pod that a command line means, not the first of each TARGET only. Errors as `findLivePods`. */
export async function findEveryLivePod(live: Live, choice: PodChoice): Promise<readonly LivePod[]> {
  const { targets, namespace } = choice;
  if (targets.length === 0) return listPods(live, choice);
  const defaults = { flag: namespace, context: live.cluster.namespace };
  const found: LivePod[] = [];
  for (const target of targets.map((text) => parseTarget(text, defaults))) {
    if (target.kind === 'Pod') {
      found.push({ namespace: target.namespace, name: target.name, pod: undefined });
      continue;
    }
    const files = new LiveFiles(`cluster ${live.cluster.name}`);
    files.addObjects(await fetchTarget(live, target), new Date());
    for (const workload of findWorkloads(readSnapshot(files.files, live.report), target).workloads)
      found.push({ namespace: workload.namespace, name: workload.name, pod: workload.pod() });
  }
  return found;
}

async function listPods(
  live: Live,
  { allNamespaces = false, namespace, selector }: PodChoice,
): Promise<readonly LivePod[]> {
  const { cluster, report } = live;
  // What is no selector is told before anything is sent.
  if (selector !== undefined) parseLabelSelector(selector);
  const where = allNamespaces ? undefined : (namespace ?? cluster.namespace);
  const path = pathOf('Pod', where);
  const files = new LiveFiles(`cluster ${cluster.name}`);
  files.addObjects(await orApiFailure(cluster.list(path, { labelSelector: selector }), PROXY_RULES), new Date());
  const pods = readSnapshot(files.files, report)
    .objects()
    .pods()
    .filter((pod) => proxyContainer(pod) !== undefined && pod.status.phase === 'Running' && !isPodTerminal(pod));
  if (pods.length > 0) return pods.map((pod) => ({ namespace: pod.namespace, name: pod.name, pod }));
  const place = where === undefined ? '' : ` in namespace ${where}`;
  const which = selector === undefined ? '' : ` and fits ${selector}`;
  throw new UserError(`no running pod${place} has a proxy${which}`, { exitCode: ExitCode.usage });
}
