import type { Pod } from '../../kube/objects/Pod.js';
import type { NodeTarget } from '../../sources/node/NodeTarget.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** Whose network namespace is to be read: a pod's, or a node's own. */
export interface NodeSubject {
  readonly nodeName: string;
  readonly pod: Pod | undefined;
  readonly target: NodeTarget;
  /** `web/cart-1`, `node n1`. */
  readonly label: string;
}

/** Runtime classes whose pods have a kernel, or network stack, of their own: what the node sees of them is not what their processes meet. */
const SANDBOXES = /gvisor|runsc|kata/i;

/** A pod as what is to be read. One that runs nowhere is a `UserError` (exit 5). */
export function podSubject(pod: Pod): NodeSubject {
  const label = `${pod.namespace}/${pod.name}`;
  const { status, nodeName } = pod;
  const statuses = [...status.containerStatuses, ...status.initContainerStatuses];
  const running = statuses.find(({ containerId, ready }) => containerId !== undefined && ready) ?? statuses[0];
  const id = running?.containerId?.replace(/^[^/]*:\/\//, '');
  if (nodeName === undefined || id === undefined)
    throw unreadable(`no container of ${label} runs, so that it has no network namespace`, 'Wait until it is started.');
  const isHex = /^[0-9a-f]{12,64}$/.test(id);
  const { uid } = pod.meta;
  if (!isHex && uid === undefined) throw unreadable(`${label}: this is no id of a container: ${id}`);
  return { nodeName, pod, label, target: isHex ? { kind: 'container', id } : { kind: 'pod', uid: uid ?? '' } };
}

/** A node's own network namespace. */
export function nodeSubject(nodeName: string): NodeSubject {
  return { nodeName, pod: undefined, target: { kind: 'node' }, label: `node ${nodeName}` };
}

/** A `UserError` (exit 5) for a pod that the node cannot look into. */
export function refuseSandbox({ pod, label }: NodeSubject): void {
  const name = pod?.object.raw.spec;
  const runtimeClass =
    typeof name === 'object' && name !== null && 'runtimeClassName' in name ? name.runtimeClassName : undefined;
  if (typeof runtimeClass !== 'string' || !SANDBOXES.test(runtimeClass)) return;
  throw unreadable(
    `${label} has the runtime class ${runtimeClass}: its rules are inside of its sandbox, which the node does not see`,
    'An ephemeral container runs inside: --node-access ephemeral.',
  );
}

function unreadable(message: string, hint?: string): UserError {
  return new UserError(message, { exitCode: ExitCode.unreadable, ...(hint === undefined ? {} : { hint }) });
}
