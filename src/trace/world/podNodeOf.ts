import { readClustersStatus } from '../../envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../envoy/dump/readConfigDump.js';
import { readEnvoyConfig } from '../../envoy/parse/readEnvoyConfig.js';
import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { podRole, type PodRole } from '../../istio/podRole.js';
import { proxyIds } from '../../istio/proxyIds.js';
import { assumedNetns } from '../../netfilter/walk/netns/assumedNetns.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { PodNode, ProxyNode } from './PodNode.js';

/** A pod as the walk meets it, from what was captured of it. */
export function podNodeOf(workload: WorkloadFacts): PodNode {
  const { namespace, name, netns } = workload;
  const pod = workload.pod();
  const ruleSets = netns.ruleSets().map(({ value }) => value);
  const config = configOf(workload);
  const role = podRole(pod, config?.node.id === '' ? undefined : config?.node.id);
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
    rules: netns.hasRules ? 'captured' : rulesOf(role),
    socketsKnown: known.sockets !== undefined,
    assumed: [
      ...(known.interfaces === undefined
        ? [{ kind: 'addresses' as const, text: `eth0 of ${namespace}/${name} has the pod's addresses` }]
        : []),
      ...(known.routes === undefined
        ? [
            {
              kind: 'routes' as const,
              text: `${namespace}/${name} has a default route by eth0, and the routes that its interception mode sets up`,
            },
          ]
        : []),
      ...(known.sysctls === undefined
        ? [{ kind: 'sysctls' as const, text: `${namespace}/${name} has the kernel's default sysctls` }]
        : []),
      ...(netns.hasRules || rulesOf(role) === 'missing'
        ? []
        : [
            {
              kind: 'rules' as const,
              text: `no rules capture traffic in ${namespace}/${name}: it is ${ROLE_WORDS[role]}`,
            },
          ]),
    ],
  };
}

const ROLE_WORDS: Readonly<Record<PodRole, string>> = {
  app: 'a pod without a sidecar',
  sidecar: 'a pod with a sidecar',
  gateway: 'a gateway',
  waypoint: 'a waypoint',
  ambient: 'an ambient pod',
};

/** What is to be thought of rules that were not captured. */
function rulesOf(role: PodRole): 'none' | 'missing' {
  return role === 'sidecar' || role === 'ambient' ? 'missing' : 'none';
}

function configOf({ proxy }: WorkloadFacts): EnvoyConfig | undefined {
  const dump = proxy?.configDump();
  if (dump === undefined) return undefined;
  const clusters = proxy?.clusters();
  const serverInfo = proxy?.serverInfo();
  return readEnvoyConfig({
    dump: readConfigDump(dump.document),
    ...(clusters === undefined ? {} : { hostStatuses: readClustersStatus(clusters.document) }),
    ...(serverInfo === undefined ? {} : { serverInfo: serverInfo.document }),
  });
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
  return { config, documents, ...ids };
}

/** Addresses of a pod that the objects do not have: captured ones, else those of the proxy's own node id or metadata. */
function capturedIps({ netns }: WorkloadFacts, config: EnvoyConfig | undefined): readonly IpAddress[] {
  const captured = netns
    .interfaces()
    ?.value.filter(({ name }) => name !== 'lo')
    .flatMap(({ addresses }) => addresses.filter(({ scope }) => scope !== 'link').map(({ address }) => address));
  if (captured !== undefined && captured.length > 0) return captured;
  const own = config?.node.metadata['INSTANCE_IPS'];
  const texts = typeof own === 'string' ? own.split(',') : [config?.node.id.split('~')[1] ?? ''];
  return texts.map(parseIp).filter((ip) => ip !== undefined);
}
