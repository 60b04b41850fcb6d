import { readClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../envoy/dump/readConfigDump.js';
import { readEnvoyConfig } from '../../envoy/parse/readEnvoyConfig.js';
import type { NodeFacts } from '../../facts/NodeFacts.js';
import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { lazy } from '../../logic/lazy.js';
import { hostAddresses } from '../../istio/hostAddresses.js';
import { inboundClusters } from '../../istio/inboundClusters.js';
import { envoyVersionOf } from '../../istio/envoyVersionOf.js';
import { podRole, type PodRole } from '../../istio/podRole.js';
import { proxyIds } from '../../istio/proxyIds.js';
import { assumedNetns } from '../../netfilter/walk/netns/assumedNetns.js';
import type { Pod } from '../../kube/objects/Pod.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import { citing } from './citing.js';
import type { PodNode, ProxyNode } from './PodNode.js';

/** A pod as the walk meets it, from what was captured of it; one of the host network lives in that of its node, `host`. */
export function podNodeOf(workload: WorkloadFacts, host?: NodeFacts): PodNode {
  const own = workload.netns.hasRules || workload.netns.sockets() !== undefined;
  const netns = own ? workload.netns : (host?.netns ?? workload.netns);
  const pod = workload.pod();
  const ruleSets = netns.ruleSets().map(({ value }) => value);
  const config = configOf(workload);
  const { namespace, name } = pod ?? ownName(config) ?? workload;
  const role = roleOf(pod, config);
  const rules = netns.hasRules ? 'captured' : rulesOf(role, pod);
  const ips = pod?.status.podIps ?? [];
  const podIps = ips.length > 0 ? ips : capturedIps(workload, config);
  const known = {
    sockets: netns.sockets(),
    interfaces: netns.interfaces(),
    routes: netns.routes(),
    sysctls: netns.sysctls(),
  };
  const proxy = config === undefined ? undefined : proxyOf(workload, config, proxyIds(pod, ruleSets));
  return {
    namespace,
    name,
    ...(pod === undefined ? {} : { pod }),
    ips: podIps,
    ...(proxy === undefined ? {} : { proxy }),
    role,
    netns: assumedNetns({
      podIps,
      ruleSets,
      sockets: known.sockets?.value,
      interfaces: known.interfaces?.value,
      routes: known.routes?.value,
      ipRules: netns.ipRules()?.value,
      sysctls: known.sysctls?.value,
    }),
    rules,
    socketsKnown: known.sockets !== undefined,
    addressesKnown: podIps.length > 0 || known.interfaces !== undefined,
    assumed: assumptionsOf(`${namespace}/${name}`, role, rules, known),
  };
}

const ROLE_WORDS: Readonly<Record<PodRole, string>> = {
  app: 'a pod without a sidecar',
  sidecar: 'a pod with a sidecar',
  gateway: 'a gateway',
  waypoint: 'a waypoint',
  ambient: 'an ambient pod',
};

/** What stands in for facts of a network namespace that were not captured. */
function assumptionsOf(
  label: string,
  role: PodRole,
  rules: PodNode['rules'],
  known: Readonly<Record<'interfaces' | 'routes' | 'sysctls', unknown>>,
): PodNode['assumed'] {
  const missing = [
    ...(known.interfaces === undefined ? ['addresses'] : []),
    ...(known.routes === undefined ? ['routes'] : []),
    ...(known.sysctls === undefined ? ['sysctls'] : []),
  ];
  const usual =
    missing.length === 0
      ? []
      : [{ kind: 'addresses' as const, text: `${label} has the usual ${missing.join(', ')} of a pod` }];
  if (rules !== 'none') return usual;
  return [...usual, { kind: 'rules', text: `no rules capture traffic in ${label}: it is ${ROLE_WORDS[role]}` }];
}

/** A proxy of which nothing tells what it is counts as a sidecar, so that its rules have to be known. */
function roleOf(pod: Pod | undefined, config: EnvoyConfig | undefined): PodRole {
  const role = podRole(pod, config?.node.id === '' ? undefined : config?.node.id);
  return role === 'app' && config !== undefined ? 'sidecar' : role;
}

/** What is to be thought of rules that were not captured. Of a pod without object nobody knows whether it has a sidecar. */
function rulesOf(role: PodRole, pod: Pod | undefined): 'none' | 'missing' {
  const isUnknown = role === 'app' && pod === undefined;
  return isUnknown || role === 'sidecar' || role === 'ambient' ? 'missing' : 'none';
}

function configOf({ proxy }: WorkloadFacts): EnvoyConfig | undefined {
  const dump = proxy?.configDump();
  if (dump === undefined) return undefined;
  const clusters = proxy?.clusters();
  const serverInfo = proxy?.serverInfo();
  const config = readEnvoyConfig({
    dump: readConfigDump(dump.document),
    ...(clusters === undefined ? {} : { hostStatuses: readClustersStatus(clusters.document) }),
    ...(serverInfo === undefined ? {} : { serverInfo: serverInfo.document }),
  });
  const version = config.version ?? envoyVersionOf(config.node.metadata.ISTIO_VERSION);
  return version === undefined ? config : { ...config, version };
}

function proxyOf(
  { namespace, name }: WorkloadFacts,
  config: EnvoyConfig,
  ids: Pick<ProxyNode, 'uids' | 'gids'>,
): ProxyNode {
  const label = `${namespace}/${name}`;
  const documents = {
    configDump: `config_dump of ${label}`,
    ...(config.clustersDocument === undefined ? {} : { clusters: `clusters of ${label}` }),
  };
  return {
    config,
    documents,
    cite: citing(config, documents),
    ...ids,
    hostAddresses: lazy(() => hostAddresses(config)),
    inboundClusters: lazy(() => inboundClusters(config)),
  };
}

/** What the proxy calls itself: `sidecar~10.0.0.1~POD.NAMESPACE~DOMAIN` (pilot/pkg/model/context.go). */
function ownName(config: EnvoyConfig | undefined): { readonly namespace: string; readonly name: string } | undefined {
  const [, , id = ''] = config?.node.id.split('~') ?? [];
  const dot = id.lastIndexOf('.');
  return dot <= 0 ? undefined : { namespace: id.slice(dot + 1), name: id.slice(0, dot) };
}

/** Addresses of a pod that the objects do not have: captured ones, else those of the proxy's own node id or metadata. */
function capturedIps({ netns }: WorkloadFacts, config: EnvoyConfig | undefined): readonly IpAddress[] {
  const captured = netns
    .interfaces()
    ?.value.filter(({ name }) => name !== 'lo')
    .flatMap(({ addresses }) => addresses.filter(({ scope }) => scope !== 'link').map(({ address }) => address));
  if (captured !== undefined && captured.length > 0) return captured;
  const own = config?.node.metadata.INSTANCE_IPS;
  const texts = typeof own === 'string' ? own.split(',') : [config?.node.id.split('~')[1] ?? ''];
  return texts.map(parseIp).filter((ip) => ip !== undefined);
}
