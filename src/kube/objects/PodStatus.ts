import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { Fields } from '../read/Fields.js';

/** An entry of `status.conditions`. */
export interface PodCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  /** RFC 3339. */
  readonly lastTransitionTime: string | undefined;
}

/** An entry of `status.containerStatuses`. */
export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  /** `containerd://…`; absent until the container was created. */
  readonly containerId: string | undefined;
}

/** A pod's `status`. */
export interface PodStatus {
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`; absent in a manifest that no cluster has seen. */
  readonly phase: string | undefined;
  /** The primary address first. */
  readonly podIps: readonly IpAddress[];
  readonly hostIp: IpAddress | undefined;
  readonly conditions: readonly PodCondition[];
  readonly containerStatuses: readonly ContainerStatus[];
  readonly initContainerStatuses: readonly ContainerStatus[];
}

/** Reads a pod's `status`. */
export function readPodStatus(status: Fields): PodStatus {
  const listed = status.objects('podIPs').map((entry) => entry.string('ip'));
  const texts = listed.length > 0 ? listed : [status.string('podIP')];
  const hostIp = status.string('hostIP');
  return {
    phase: status.string('phase'),
    podIps: texts.map((text) => parseIp(text ?? '')).filter((ip) => ip !== undefined),
    hostIp: hostIp === undefined ? undefined : parseIp(hostIp),
    conditions: status.objects('conditions').map((condition) => ({
      type: condition.string('type') ?? '',
      status: readConditionStatus(condition.string('status')),
      lastTransitionTime: condition.string('lastTransitionTime'),
    })),
    containerStatuses: status.objects('containerStatuses').map(readContainerStatus),
    initContainerStatuses: status.objects('initContainerStatuses').map(readContainerStatus),
  };
}

function readConditionStatus(text: string | undefined): PodCondition['status'] {
  return text === 'True' || text === 'False' ? text : 'Unknown';
}

function readContainerStatus(status: Fields): ContainerStatus {
  return {
    name: status.string('name') ?? '',
    ready: status.boolean('ready') ?? false,
    restartCount: status.number('restartCount') ?? 0,
    containerId: status.string('containerID'),
  };
}
