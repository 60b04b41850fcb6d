import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { istioInitArguments } from '../../istio/istioInitArguments.js';
import { TLS_MODE_LABEL } from '../../istio/tlsModeLabel.js';
import { proxyContainer } from '../../istio/proxyContainer.js';
import type { Container } from '../../kube/objects/Container.js';
import type { Pod } from '../../kube/objects/Pod.js';
import type { LabApp, LabPod, LabSidecar } from '../model/LabFile.js';
import { NO_RULES } from '../read/readRules.js';
import { appOf } from './appOf.js';
import { captureFlags } from './captureFlags.js';
import type { EndpointPort } from './endpointPorts.js';

/** Istio's own, where the proxy's container does not say another. */
const PROXY_ID = 1337;

/**
 * A pod of a lab for a pod of a snapshot. With a dump it has its sidecar; without one, its apps stand in for a sidecar that takes mutual
 * TLS, if it has such. `undefined` for a pod without an address of its own.
 */
export function podOfObject(
  pod: Pod,
  workload: WorkloadFacts | undefined,
  ports: readonly EndpointPort[],
): LabPod | undefined {
  const ips = pod.status.podIps.map(({ text }) => text);
  if (ips.length === 0 || pod.hostNetwork) return undefined;
  const dump = workload?.proxy?.configDump();
  const sidecar = dump === undefined ? undefined : sidecarOf(pod, dump.source.path);
  const standIn = sidecar === undefined && pod.meta.labels.get(TLS_MODE_LABEL) === 'istio';
  return {
    name: pod.name,
    namespace: pod.namespace,
    serviceAccount: pod.serviceAccountName ?? 'default',
    labels: Object.fromEntries(pod.meta.labels),
    ips,
    apps: appsOf(pod, ports, standIn),
    ...(sidecar === undefined ? {} : { sidecar }),
    backend: 'nft',
    rules: NO_RULES,
    sysctls: {},
  };
}

function sidecarOf(pod: Pod, path: string): LabSidecar {
  const args = istioInitArguments(pod);
  const proxy = proxyContainer(pod);
  const mode = args === undefined ? 'NONE' : args.mode.value;
  return {
    mode: mode === 'NONE' ? 'none' : mode === 'TPROXY' ? 'tproxy' : 'redirect',
    istioInit: args === undefined ? [] : captureFlags(args),
    uid: proxy?.runAsUser ?? pod.runAsUser ?? PROXY_ID,
    gid: proxy?.runAsGroup ?? pod.runAsGroup ?? PROXY_ID,
    config: { kind: 'dump', path },
  };
}

/** The ports that its containers declare or a Service leads to; the proxy's are not the apps'. */
function appsOf(pod: Pod, endpoints: readonly EndpointPort[], standIn: boolean): readonly LabApp[] {
  const proxy = proxyContainer(pod);
  const own = pod.containers.filter((container) => container !== proxy);
  if (own.length === 0) return [];
  const ids = idsOf(own[0], pod);
  const declared = own.flatMap(({ ports }) =>
    ports
      .filter(({ protocol }) => protocol === 'TCP')
      .map(({ containerPort, name = '' }) => appOf(containerPort, name, { standIn, ...ids })),
  );
  const ips = new Set(pod.status.podIps.map(({ text }) => text));
  const served = endpoints
    .filter(({ address, protocol }) => ips.has(address) && protocol === 'TCP')
    .map(({ port, name }) => appOf(port, name, { standIn, ...ids }));
  const byPort = new Map([...declared, ...served].map((app) => [app.port, app]));
  const reachable = [...byPort.values()].map((app) =>
    app.kind === 'dns' ? { ...app, bind: 'pod', standIn: false } : app,
  );
  return reachable.sort((a, b) => a.port - b.port);
}

function idsOf(container: Container | undefined, pod: Pod): Partial<LabApp> {
  const uid = container?.runAsUser ?? pod.runAsUser;
  const gid = container?.runAsGroup ?? pod.runAsGroup ?? uid;
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}
