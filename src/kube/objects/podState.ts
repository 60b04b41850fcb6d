import type { Container } from './Container.js';
import type { Pod } from './Pod.js';

/** Whether the condition `Ready` is true. */
export function isPodReady(pod: Pod): boolean {
  return pod.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** Whether the pod has ended for good: it has given its address back. */
export function isPodTerminal(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

/** The ids that a container's processes start with, as far as the spec says: the container's own, else the pod's. */
export interface ContainerUser {
  /** `undefined`: the image decides. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly groups: readonly number[];
}

/** Who runs in `container` by `securityContext` (pod and container level). */
export function containerUser(pod: Pod, container: Container): ContainerUser {
  return {
    uid: container.runAsUser ?? pod.runAsUser,
    gid: container.runAsGroup ?? pod.runAsGroup,
    groups: pod.supplementalGroups,
  };
}
