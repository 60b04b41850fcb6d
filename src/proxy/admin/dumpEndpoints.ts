import type { JsonObject } from '../../text/json/JsonValue.js';
import type { UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import { compareBytes } from '../../text/compareBytes.js';
import { groupBy } from '../../envoy/parse/groupBy.js';
import type { ClusterRuntime, HostRuntime } from '../runtime/ClusterRuntime.js';
import type { AdminContext } from './AdminContext.js';
import { addressMessage } from './addressMessage.js';

const ASSIGNMENT = 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment';

/** The `EndpointsConfigDump` of `include_eds`: the hosts as they are, not as they were configured (config_dump_handler.cc). */
export function dumpEndpoints({ proxy, config }: AdminContext): JsonObject | undefined {
  const lists = { static_endpoint_configs: [] as JsonObject[], dynamic_endpoint_configs: [] as JsonObject[] };
  const clusters = proxy.runtime.clusters();
  if (clusters.length === 0) return undefined;
  for (const runtime of clusters.toSorted((a, b) => compareBytes(a.cluster.name, b.cluster.name))) {
    const found = config.config.cluster(runtime.cluster.name);
    const list =
      found.kind === 'found' && found.state === 'active' ? 'dynamic_endpoint_configs' : 'static_endpoint_configs';
    lists[list].push({ endpoint_config: assignment(runtime) });
  }
  return {
    '@type': 'type.googleapis.com/envoy.admin.v3.EndpointsConfigDump',
    ...Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0)),
  };
}

function assignment(runtime: ClusterRuntime): JsonObject {
  const { cluster } = runtime;
  const localities = groupBy(runtime.hosts(), ({ host }) => JSON.stringify([host.priority, host.locality]));
  return {
    '@type': ASSIGNMENT,
    cluster_name: cluster.edsServiceName === '' ? cluster.name : cluster.edsServiceName,
    ...(localities.size > 0 && { endpoints: [...localities.values()].toSorted(byPlace).map(localityMessage) }),
    policy: { overprovisioning_factor: 140 },
  };
}

/** Priorities in order, in each the localities by name. */
function byPlace([a]: readonly HostRuntime[], [b]: readonly HostRuntime[]): number {
  if (a === undefined || b === undefined) return 0;
  const place = ({ host: { locality } }: HostRuntime) => `${locality.region}\0${locality.zone}\0${locality.subZone}`;
  return a.host.priority - b.host.priority || compareBytes(place(a), place(b));
}

function localityMessage(hosts: readonly HostRuntime[]): JsonObject {
  const { region, zone, subZone } = hosts[0]?.host.locality ?? { region: '', zone: '', subZone: '' };
  const { priority = 0, localityWeight = 0 } = hosts[0]?.host ?? {};
  return {
    locality: { ...(region && { region }), ...(zone && { zone }), ...(subZone && { sub_zone: subZone }) },
    lb_endpoints: hosts.map(endpointMessage),
    load_balancing_weight: localityWeight,
    ...(priority > 0 && { priority }),
  };
}

function endpointMessage(runtime: HostRuntime): JsonObject {
  const { host } = runtime;
  return {
    endpoint: {
      address: addressMessage(host.address),
      health_check_config: {},
      ...(host.hostname !== '' && { hostname: host.hostname }),
    },
    health_status: coarseHealth(host, runtime.flags),
    ...(host.metadata && Object.keys(host.metadata).length > 0 && { metadata: { filter_metadata: host.metadata } }),
    load_balancing_weight: host.weight,
  };
}

function coarseHealth(host: UpstreamHost, flags: ReadonlySet<string>): string {
  if (flags.has('failed_outlier_check') || flags.has('failed_active_health_check')) return 'UNHEALTHY';
  return host.health.toUpperCase();
}
