import { chooseHost } from '../../envoy/cluster/chooseHost.js';
import type { ClusterContext } from '../../envoy/cluster/ClusterContext.js';
import { dropOverload } from '../../envoy/cluster/dropOverload.js';
import type { FailureKind } from '../../envoy/cluster/FailureKind.js';
import type { UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import { weighsLocalities } from '../../envoy/cluster/weighsLocalities.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import { labelOf } from '../cluster/ActiveCluster.js';
import type { ActiveHost } from '../cluster/ActiveHost.js';
import { hashOfPolicies } from '../cluster/hashOfPolicies.js';
import type { ProxyCore } from '../ProxyCore.js';

/** The host that takes a request, or why there is none. */
export type PickedHost =
  | { readonly kind: 'host'; readonly cluster: ActiveCluster; readonly host: ActiveHost; readonly listed: boolean }
  | { readonly kind: 'failed'; readonly failure: FailureKind }
  | { readonly kind: 'undecided'; readonly unknown: string };

/** Picks a host of a cluster; `http`: requests may be dropped by `drop_overloads`. */
export function pickHost(core: ProxyCore, active: ActiveCluster, context: ClusterContext, http: boolean): PickedHost {
  const { cluster } = active;
  const hosts = core.hostSets.of(cluster, context);
  if (hosts.truth === 'unknown') return { kind: 'undecided', unknown: hosts.unknown ?? `hosts of ${cluster.name}` };
  const set = hosts.value;
  if (set === undefined) return noHealthy(active);
  if (set.kind === 'original_dst')
    return { kind: 'host', cluster: active, host: dialled(active, set.address), listed: false };
  if (set.kind === 'dynamic_forward_proxy') return { kind: 'undecided', unknown: 'dynamic_forward_proxy' };
  if (http && set.kind === 'hosts' && set.dropOverloads.length > 0) {
    const dropped = dropOverload(set.dropOverloads, cluster.name, core.choose);
    if (dropped !== 'pass') return { kind: 'failed', failure: dropped };
  }
  const only = set.kind === 'hosts' && set.hosts.length === 1 ? set.hosts[0] : undefined;
  const alone = only?.health === 'healthy' && cluster.subsets === undefined && !weighsLocalities(cluster);
  if (alone) return found(core, active, only);
  const hash = hashOfPolicies(context);
  const chosen = chooseHost(cluster, set, context, active.balancer.chooser(hash));
  if (chosen.truth === 'unknown') return { kind: 'undecided', unknown: chosen.unknown ?? `host of ${cluster.name}` };
  if (chosen.because.some(({ name }) => name === 'healthy_panic_threshold')) active.stats.lbHealthyPanic.add(1);
  return chosen.value === undefined ? noHealthy(active) : found(core, active, chosen.value);
}

function noHealthy({ stats }: ActiveCluster): PickedHost {
  stats.cxNoneHealthy.add(1);
  return { kind: 'failed', failure: 'no_healthy_upstream' };
}

/** Of an aggregate the member counts that the host belongs to. */
function found(core: ProxyCore, active: ActiveCluster, host: UpstreamHost): PickedHost {
  const member = host.cluster === active.cluster.name ? active : (core.cluster(host.cluster) ?? active);
  const running = member.host(labelOf(host), host);
  running.host = host;
  return { kind: 'host', cluster: member, host: running, listed: true };
}

function dialled(active: ActiveCluster, address: SocketAddress): ActiveHost {
  const label = formatSocketAddress(address);
  const host = active.host(label, unlisted(active, address));
  host.usedAt = performance.now();
  return host;
}

function unlisted({ cluster }: ActiveCluster, { ip, port }: SocketAddress): UpstreamHost {
  return {
    at: cluster.at,
    document: 'config_dump',
    address: { kind: 'socket_address', at: cluster.at, host: ip.text, ip, port, protocol: 'TCP', ipv4Compat: false },
    hostname: '',
    priority: 0,
    locality: { region: '', zone: '', subZone: '' },
    localityWeight: 0,
    weight: 1,
    health: 'healthy',
    excluded: false,
    flags: [],
    cluster: cluster.name,
  };
}
