import { chooseHost } from '../../envoy/cluster/chooseHost.js';
import type { ClusterContext } from '../../envoy/cluster/ClusterContext.js';
import { dropOverload } from '../../envoy/cluster/dropOverload.js';
import type { FailureKind } from '../../envoy/cluster/FailureKind.js';
import { hostsOf } from '../../envoy/cluster/hostsOf.js';
import { addressLabel, type HostSet, type UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import { inMaintenance } from '../../envoy/cluster/inMaintenance.js';
import type { Cluster } from '../../envoy/model/Cluster.js';
import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { VerdictCode } from '../model/Verdict.js';
import { destinationInputs } from '../inputs/clusterInputs.js';
import type { PassedProxy } from '../walk/callerSees.js';
import type { Content } from '../walk/Content.js';
import type { EndState, WalkState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { decisionStep } from './decisionStep.js';
import { jsonEvidence } from './jsonEvidence.js';
import { nearClusters } from './nearClusters.js';
import type { ProxyVisit } from './ProxyVisit.js';
import { stopsAtBreaker } from './stopsAtBreaker.js';
import { toHost } from './toHost.js';

/** What goes to a cluster, and how its failures are told to whoever asked. */
export interface Upstream {
  readonly clusterName: string;
  readonly content: Content;
  readonly context: ClusterContext;
  readonly passed: PassedProxy;
  /** Whose circuit breakers count. */
  readonly priority: 'DEFAULT' | 'HIGH';
  /** ALPN that a filter chose for the upstream handshake. */
  readonly alpnOverride?: (protocol: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2') => readonly string[] | undefined;
  /** Rewrites the request once the host is known (`auto_host_rewrite`). */
  readonly withHost?: (host: UpstreamHost) => Content;
  /** Ends a connection that is refused for another reason, once there is a host. */
  readonly refused?: () => WalkState;
  /** Ends the request when there is no cluster, or no host in it: what the proxy answers or closes with. */
  readonly fail: (code: VerdictCode, kind: FailureKind, sentence: string) => EndState;
}

/** Looks a cluster up and picks a host of it; failures end the request with Envoy's flag. */
export function toCluster(context: WalkContext, visit: ProxyVisit, upstream: Upstream): WalkState {
  const { path } = context;
  const { proxy } = visit;
  const found = proxy.config.cluster(upstream.clusterName);
  if (found.kind === 'section_missing') {
    const unknown = `cluster ${upstream.clusterName}: the dump has no clusters`;
    path.add({ kind: 'cluster', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  if (found.kind === 'ambiguous') {
    const unknown = `which cluster ${upstream.clusterName} is meant: ${found.notes.join(', ')}`;
    path.add({ kind: 'cluster', outcome: 'unknown', summary: unknown, unknown });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  if (found.kind !== 'found') {
    const why = found.kind === 'absent' ? 'is not in the dump' : `is ${found.state}, not active`;
    const evidence = found.kind === 'absent' ? [] : jsonEvidence(proxy, found.at);
    const skipped = found.kind === 'absent' ? nearClusters(proxy.config, upstream.clusterName) : [];
    path.add({
      kind: 'cluster',
      outcome: 'no_match',
      summary: `cluster ${upstream.clusterName} ${why}`,
      evidence,
      skipped,
    });
    return upstream.fail('NO_UPSTREAM', 'cluster_not_found', `Cluster ${upstream.clusterName} ${why}.`);
  }
  const cluster = found.value;
  path.add({
    kind: 'cluster',
    outcome: 'matched',
    subject: cluster.name,
    summary: `cluster ${cluster.name} (${cluster.type.kind})`,
    evidence: jsonEvidence(proxy, cluster.at),
    notes: found.notes,
  });
  return inCluster(context, visit, upstream, cluster);
}

function inCluster(context: WalkContext, visit: ProxyVisit, upstream: Upstream, cluster: Cluster): WalkState {
  const { path, choose } = context;
  const { proxy } = visit;
  const full =
    upstream.passed.kind === 'tcp' ? stopsAtBreaker(context, visit, upstream, cluster, 'tcp_proxy') : undefined;
  if (full !== undefined) return full;
  const turnedAway = upstream.passed.kind === 'http' && inMaintenance(cluster, choose);
  if (turnedAway) {
    const why = `cluster ${cluster.name} is in maintenance (runtime upstream.maintenance_mode.${cluster.name})`;
    path.add({ kind: 'cluster', outcome: 'failed', subject: cluster.name, summary: why });
    return upstream.fail('NO_UPSTREAM', 'maintenance_mode', `${why.replace('cluster', 'Cluster')}.`);
  }
  path.uses(...destinationInputs(cluster));
  if (cluster.type.kind === 'ORIGINAL_DST') path.consults('destination_ip', 'destination_port');
  const hosts = hostsOf(proxy.config, cluster, upstream.context);
  if (hosts.truth === 'unknown') {
    path.add(decisionStep(proxy, 'endpoint', hosts, hosts.unknown ?? `hosts of ${cluster.name}`));
    return { kind: 'end', verdict: indeterminate(hosts.unknown ?? `the hosts of ${cluster.name}`) };
  }
  if (hosts.value === undefined) return noHost(hosts);
  if (hosts.value.kind === 'original_dst') {
    const { address, from } = hosts.value;
    const to = visit.standsFor ?? formatSocketAddress(address);
    path.add(decisionStep(proxy, 'endpoint', hosts, `${to} (${from})`, { subject: to }));
    return toHost(context, visit, upstream, cluster, { kind: 'address', address });
  }
  if (hosts.value.kind === 'dynamic_forward_proxy') {
    const { host, port } = hosts.value;
    path.add(
      decisionStep(proxy, 'endpoint', hosts, `${host}:${port}, resolved by the proxy`, { subject: `${host}:${port}` }),
    );
    return toHost(context, visit, upstream, cluster, { kind: 'name', host, port });
  }
  return listed(hosts.value);

  function noHost(decision: typeof hosts): WalkState {
    path.add(decisionStep(proxy, 'endpoint', decision, `cluster ${cluster.name} has no host`));
    return upstream.fail('NO_UPSTREAM', 'no_healthy_upstream', `Cluster ${cluster.name} has no host to send to.`);
  }

  function listed(set: Extract<HostSet, { kind: 'hosts' | 'aggregate' }>): WalkState {
    const dropped =
      set.kind === 'hosts' && upstream.passed.kind === 'http'
        ? dropOverload(set.dropOverloads, cluster.name, choose)
        : 'pass';
    if (dropped !== 'pass') {
      path.add({
        kind: 'endpoint',
        outcome: 'failed',
        summary: `${cluster.name} drops the request (drop_overloads)`,
        evidence: jsonEvidence(proxy, hosts.at ?? cluster.at),
      });
      return upstream.fail('NO_UPSTREAM', dropped, `Cluster ${cluster.name} drops the request.`);
    }
    const chosen = chooseHost(cluster, set, upstream.context, choose);
    if (chosen.truth === 'unknown') {
      path.add(decisionStep(proxy, 'endpoint', chosen, chosen.unknown ?? `host of ${cluster.name}`));
      return { kind: 'end', verdict: indeterminate(chosen.unknown ?? `the host of ${cluster.name}`) };
    }
    if (chosen.value === undefined) {
      path.add(decisionStep(proxy, 'endpoint', chosen, `no healthy host in ${cluster.name}`));
      return upstream.fail('NO_UPSTREAM', 'no_healthy_upstream', `Cluster ${cluster.name} has no healthy endpoint.`);
    }
    const host = chosen.value;
    path.add(
      decisionStep(proxy, 'endpoint', chosen, addressLabel(host.address), {
        subject: addressLabel(host.address),
        evidence: jsonEvidence(proxy, host.at, host.document),
      }),
    );
    return toHost(context, visit, upstream, memberOf(proxy, cluster, host.cluster), { kind: 'host', host });
  }
}

/** The cluster that a host belongs to: of an aggregate the member, whose socket, protocol and bind address count. */
function memberOf({ config }: ProxyVisit['proxy'], cluster: Cluster, name: string): Cluster {
  const member = name === cluster.name ? undefined : config.cluster(name);
  return member?.kind === 'found' ? member.value : cluster;
}
