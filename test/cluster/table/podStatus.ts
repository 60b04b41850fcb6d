import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { at, listAt, textAt } from '../objects/json.js';
import type { KubeObject } from '../objects/KubeObject.js';

/** What `kubectl get pods` says of a pod. */
export interface PodStatusColumns {
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
}

/** Reads it off a pod; native sidecars count as containers. */
export function podStatus(pod: KubeObject): PodStatusColumns {
  const sidecars = listAt(pod, 'spec', 'initContainers').filter((one) => textAt(one, 'restartPolicy') === 'Always');
  const names = [...sidecars, ...listAt(pod, 'spec', 'containers')].map((one) => textAt(one, 'name'));
  const statuses = [
    ...listAt(pod, 'status', 'initContainerStatuses'),
    ...listAt(pod, 'status', 'containerStatuses'),
  ].filter((one) => names.includes(textAt(one, 'name')));
  const ready = statuses.filter((one) => at(one, 'ready') === true).length;
  const restarts = statuses
    .map((one) => at(one, 'restartCount'))
    .reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0);
  return { ready: `${ready}/${names.length}`, status: statusOf(pod, statuses), restarts };
}

function statusOf(pod: KubeObject, statuses: readonly JsonValue[]): string {
  if (at(pod, 'metadata', 'deletionTimestamp') !== undefined) return 'Terminating';
  const own = textAt(pod, 'status', 'reason');
  if (own !== '') return own;
  for (const status of statuses) {
    const reason = textAt(status, 'state', 'waiting', 'reason') || textAt(status, 'state', 'terminated', 'reason');
    if (reason !== '') return reason;
  }
  return textAt(pod, 'status', 'phase') || 'Unknown';
}
