import { Fields } from '../../kube/read/Fields.js';
import { HELPER_SELECTOR } from '../../sources/node/helperLabels.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { podsPath, type NodeCluster } from './NodeCluster.js';

/** Which helper pods are removed. */
export interface CleanupOptions {
  /** Of one namespace; without it, of all. */
  readonly namespace: string | undefined;
  /** Also those that may be in use by another hopctl. */
  readonly all: boolean;
  /** Removes none, and says which it would. */
  readonly dryRun: boolean;
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
}

/** A helper pod that was found. */
export interface HelperFound {
  readonly namespace: string;
  readonly name: string;
  readonly nodeName: string;
  /** `ended`, `overdue`: its hopctl has gone. `in use`: it may be at work. */
  readonly state: 'ended' | 'overdue' | 'in use';
  readonly isRemoved: boolean;
}

/** Finds helper pods and removes those that no hopctl can still be using. What the API refuses is a `KubeApiError`. */
export async function cleanupNode(cluster: NodeCluster, options: CleanupOptions): Promise<readonly HelperFound[]> {
  const { namespace, all, dryRun, now, signal } = options;
  const path = { group: '', version: 'v1', resource: 'pods', namespace };
  const pods = await cluster.list(path, { labelSelector: HELPER_SELECTOR, signal });
  const found: HelperFound[] = [];
  for (const pod of pods) {
    const helper = read(pod, now);
    const isRemoved = !dryRun && (all || helper.state !== 'in use');
    if (isRemoved) await cluster.delete(podsPath(helper.namespace, helper.name), { signal, ...helper.uid });
    found.push({
      namespace: helper.namespace,
      name: helper.name,
      nodeName: helper.nodeName,
      state: helper.state,
      isRemoved,
    });
  }
  return found;
}

function read(
  raw: JsonObject,
  now: Date,
): Omit<HelperFound, 'isRemoved'> & { readonly uid: { readonly uid?: string } } {
  const pod = new Fields(raw, 'Pod:', 'the API server');
  const meta = pod.object('metadata');
  const spec = pod.object('spec');
  const uid = meta.string('uid');
  const phase = pod.object('status').string('phase') ?? 'Pending';
  const created = Date.parse(meta.string('creationTimestamp') ?? '');
  const deadline = created + (spec.number('activeDeadlineSeconds') ?? 0) * 1000;
  return {
    namespace: meta.string('namespace') ?? '',
    name: meta.string('name') ?? '',
    nodeName: spec.string('nodeName') ?? '',
    state: phase === 'Succeeded' || phase === 'Failed' ? 'ended' : deadline < now.getTime() ? 'overdue' : 'in use',
    uid: uid === undefined ? {} : { uid },
  };
}
