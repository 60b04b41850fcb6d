import { chooseHost } from '../../../src/envoy/cluster/chooseHost.js';
import type { ClusterContext } from '../../../src/envoy/cluster/ClusterContext.js';
import { hostsOf } from '../../../src/envoy/cluster/hostsOf.js';
import type { UpstreamHost } from '../../../src/envoy/cluster/UpstreamHost.js';
import type { Cluster } from '../../../src/envoy/model/Cluster.js';
import type { EnvoyConfig } from '../../../src/envoy/model/EnvoyConfig.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { allBranches, percentages } from '../branches.js';
import { configOf, documentOf } from '../parse/wholeConfig.js';
import { connection } from '../requestContext.js';

const DUMP = 'type.googleapis.com/envoy.admin.v3';
const HEALTH: Readonly<Record<string, string>> = { H: 'HEALTHY', U: 'UNHEALTHY', D: 'DEGRADED' };

/** What is known of a proxy: clusters, load assignments (undefined: no endpoints section), and `/clusters`. */
export interface Facts {
  readonly clusters: readonly JsonObject[];
  readonly assignments?: readonly JsonObject[];
  readonly statuses?: readonly JsonObject[];
}

export function proxyOf({ clusters, assignments, statuses }: Facts): EnvoyConfig {
  const configs = [
    {
      '@type': `${DUMP}.ClustersConfigDump`,
      dynamic_active_clusters: clusters.map((cluster) => ({ cluster })),
    },
    ...(assignments === undefined
      ? []
      : [
          {
            '@type': `${DUMP}.EndpointsConfigDump`,
            dynamic_endpoint_configs: assignments.map((endpoint_config) => ({ endpoint_config })),
          },
        ]),
  ];
  const status = statuses && documentOf({ cluster_statuses: statuses }, 'clusters.json');
  return configOf(documentOf({ configs }), status);
}

export function clusterOf(config: EnvoyConfig, name: string): Cluster {
  const found = config.cluster(name);
  if (found.kind !== 'found') throw new Error(`cluster ${name} is ${found.kind}`);
  return found.value;
}

/** An endpoint `10.0.PRIORITY.NUMBER:80`. */
export function endpoint(address: string, more: JsonObject = {}): JsonObject {
  return { endpoint: { address: { socket_address: { address, port_value: 80 } } }, ...more };
}

/**
 * A load assignment of `c` in short: `2H1U;3H` is two healthy hosts and an unhealthy one in priority 0, three healthy ones in
 * priority 1; an empty part is an empty priority.
 */
export function assignmentOf(spec: string, policy: JsonObject = {}, name = 'c'): JsonObject {
  const endpoints = spec.split(';').map((part, priority) => {
    const letters = [...part.matchAll(/(\d+)([HUD])/g)].flatMap(([, count, letter = '']) =>
      Array<string>(Number(count)).fill(letter),
    );
    const lb_endpoints = letters.map((letter, index) =>
      endpoint(`10.0.${priority}.${index + 1}`, { health_status: HEALTH[letter] ?? 'UNKNOWN' }),
    );
    return { priority, lb_endpoints };
  });
  return { cluster_name: name, endpoints, policy };
}

export const EDS: JsonObject = { name: 'c', type: 'EDS', eds_cluster_config: { service_name: 'c' } };

export function contextOf(more: Partial<ClusterContext> = {}): ClusterContext {
  return {
    connection: connection(),
    filterState: new Map(),
    dynamicMetadata: new Map(),
    subsetCriteria: new Map(),
    hashPolicies: [],
    tls: false,
    ...more,
  };
}

/** What each host gets, in percent, by `name`; `UH` is no healthy upstream, `unknown` is not known. */
export function traffic(
  config: EnvoyConfig,
  context: ClusterContext,
  name: (host: UpstreamHost) => string,
): Readonly<Record<string, number>> {
  const cluster = clusterOf(config, 'c');
  const hosts = hostsOf(config, cluster, context);
  if (hosts.value === undefined) return { [hosts.truth === 'no' ? 'UH' : 'unknown']: 100 };
  const { value } = hosts;
  const ways = allBranches((choose) => {
    const decision = chooseHost(cluster, value, context, choose);
    if (decision.value === undefined) return decision.truth === 'no' ? 'UH' : 'unknown';
    return name(decision.value);
  });
  return percentages(ways);
}

/** `0H`: the priority and health of a host. */
export function priorityAndHealth({ priority, health }: UpstreamHost): string {
  return `${priority}${{ healthy: 'H', unhealthy: 'U', degraded: 'D' }[health]}`;
}

/** The last number of a host's address. */
export function lastByte({ address }: UpstreamHost): string {
  return address.kind === 'socket_address' ? (address.host.split('.').at(-1) ?? '') : address.kind;
}
