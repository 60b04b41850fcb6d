import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { plainCluster } from '../../proof/envoy/gen/clusters.js';
import { PROXY_PROTOCOL, tcpProxy } from '../../proof/envoy/gen/listeners.js';
import { extension } from '../../proof/envoy/gen/types.js';
import type { CaseRequest, Outcome } from '../../proof/envoy/Configuration.js';
import { predictorOf } from '../../proof/envoy/predict.js';

/** A listener at a loopback port and what is around it; what is left out is as small as can be. */
export interface Setup {
  /** Of the listener: `filter_chains`, `listener_filters` (a PROXY header, unless it says otherwise), `filter_chain_matcher`, … */
  readonly listener: JsonObject;
  readonly listeners?: readonly JsonObject[];
  readonly clusters?: readonly JsonObject[];
  readonly runtime?: JsonObject;
  readonly routes?: readonly JsonObject[];
  readonly scopedRoutes?: JsonObject;
  readonly ecds?: readonly JsonObject[];
  readonly version?: string;
}

export const PORT = 10_000;
const UPSTREAM = 1001;

/** What becomes of a request; every branch. */
export function outcomesOf(setup: Setup, request: CaseRequest): readonly Outcome[] {
  const { listeners = [], runtime = {}, version = '1.40.0', routes = [], scopedRoutes, ecds = [] } = setup;
  const own = {
    name: 'l',
    address: { socket_address: { address: '127.0.0.1', port_value: PORT } },
    listener_filters: [PROXY_PROTOCOL],
    ...setup.listener,
  };
  const clusters = setup.clusters ?? ['c1', 'c2'].map((name) => plainCluster(name, UPSTREAM));
  const section = (name: string, value: JsonObject): JsonObject => ({
    '@type': `type.googleapis.com/envoy.admin.v3.${name}`,
    ...value,
  });
  const static_layer = { name: 'own', static_layer: runtime };
  const configs = [
    section('BootstrapConfigDump', { bootstrap: { layered_runtime: { layers: [static_layer] } } }),
    section('ClustersConfigDump', { static_clusters: clusters.map((cluster) => ({ cluster })) }),
    section('ListenersConfigDump', { static_listeners: [own, ...listeners].map((listener) => ({ listener })) }),
    section('RoutesConfigDump', { dynamic_route_configs: routes.map((route_config) => ({ route_config })) }),
    section('ScopedRoutesConfigDump', scopedRoutes ?? {}),
    section('EcdsConfigDump', { ecds_filters: ecds.map((ecds_filter) => ({ ecds_filter })) }),
  ];
  const answers = {
    configDump: Buffer.from(JSON.stringify({ configs })),
    clusters: Buffer.from('{"cluster_statuses":[]}'),
    serverInfo: Buffer.from(JSON.stringify({ version: `sha/${version}/Clean/RELEASE/BoringSSL` })),
  };
  return predictorOf(answers, [UPSTREAM])
    .predict(PORT, request, 'x')
    .map((one) => (one.kind === 'outcome' ? one.outcome : { status: 'unknown', details: one.why }));
}

/** The chain that takes a connection: `closed NR filter_chain_not_found` where none does, `unknown …` where it is not known. */
export function chainOf(setup: Setup, request: CaseRequest): string {
  const [outcome] = outcomesOf(setup, request);
  if (outcome?.chain && outcome.status !== 'unknown') return outcome.chain;
  return [outcome?.status, outcome?.flags, outcome?.details].filter((part) => part).join(' ');
}

/** A chain of this name that sends bytes to `c1`. */
export function chain(name: string, match: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return { name, filter_chain_match: match, filters: [tcpProxy('c1')], ...more };
}

/** `envoy.filters.network.rbac` with one policy `p` that holds for all. */
export function rbacForAll(action: 'ALLOW' | 'DENY' | 'LOG'): JsonObject {
  const policy = { permissions: [{ any: true }], principals: [{ any: true }] };
  const rules = { action, policies: { p: policy } };
  return extension('rbac', 'envoy.extensions.filters.network.rbac.v3.RBAC', { stat_prefix: 'n', rules });
}

/** `d=10.0.0.1:80 s=192.168.1.1:5555`, both or one: the PROXY header that comes ahead of `hello`. */
export function hello(addresses = '', rest: Partial<CaseRequest> = {}): CaseRequest {
  const part = (name: string): string | undefined => new RegExp(`${name}=(\\S+)`).exec(addresses)?.[1];
  const split = (text: string): readonly [string, number] => {
    const [, host = '', port = ''] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(text) ?? [];
    return [host, Number(port)];
  };
  const [destination, destinationPort] = split(part('d') ?? '10.0.0.1:80');
  const [source, sourcePort] = split(part('s') ?? '192.168.1.1:5555');
  return { proxy: { source, sourcePort, destination, destinationPort }, bytes: 'hello', ...rest };
}
