import { proxyContainer } from '../../istio/proxyContainer.js';
import type { Pod } from '../../kube/objects/Pod.js';
import type { Container } from '../../kube/objects/Container.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { TraceRequest } from '../../trace/model/TraceRequest.js';
import type { FoundSource } from './findSource.js';
import type { TraceOptions } from './TraceOptions.js';

/** Which container kubectl takes when none is named. */
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/**
 * Who in the pod sends: `--uid`, `--gid`, `--mark`, else the ids that the spec gives the container, else the pod; a pod that
 * gives none: an ordinary user. The container is `--container`, else the annotated one, else the first that is no proxy.
 */
export function senderOf(options: TraceOptions, { workload }: FoundSource): TraceRequest['sender'] {
  const mark = options.mark ?? 0;
  const pod = workload?.pod();
  const container = pod === undefined ? undefined : containerOf(pod, options.container);
  if (pod === undefined && options.container !== undefined) {
    throw new UserError('--container needs a pod whose spec is known', { exitCode: ExitCode.usage });
  }
  const uid = options.uid ?? container?.runAsUser ?? pod?.runAsUser;
  const gid = options.gid ?? container?.runAsGroup ?? pod?.runAsGroup;
  const named = container === undefined ? {} : { container: container.name };
  return { uid: uid ?? 'ordinary', gid: gid ?? 'ordinary', mark, ...named };
}

function containerOf(pod: Pod, wanted: string | undefined): Container | undefined {
  const name = wanted ?? pod.meta.annotations.get(DEFAULT_CONTAINER);
  const proxy = proxyContainer(pod);
  const all = [...pod.containers, ...pod.initContainers];
  if (name === undefined) return pod.containers.find((container) => container !== proxy) ?? pod.containers[0];
  const found = all.find((container) => container.name === name);
  if (found !== undefined || wanted === undefined) return found;
  const names = all.map((container) => container.name).join(', ');
  throw new UserError(`there is no container ${JSON.stringify(name)}`, {
    exitCode: ExitCode.usage,
    hint: `One of ${names}.`,
  });
}
