import { compareBytes } from '../../text/compareBytes.js';
import type { SyncStatus } from '../readSyncStatus.js';
import type { Table } from './Table.js';

/** A proxy's status with the istiod that it is connected to. */
export interface ProxyStatus extends SyncStatus {
  readonly istiod: string;
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  'envoy.config.cluster.v3.Cluster': 'CDS',
  'envoy.config.listener.v3.Listener': 'LDS',
  'envoy.config.endpoint.v3.ClusterLoadAssignment': 'EDS',
  'envoy.config.route.v3.RouteConfiguration': 'RDS',
  'envoy.config.core.v3.TypedExtensionConfig': 'ECDS',
  'envoy.extensions.transport_sockets.tls.v3.Secret': 'SDS',
  'istio.networking.nds.v1.NameTable': 'NDS',
  'istio.mesh.v1alpha1.ProxyConfig': 'PCDS',
  'istio.workload.Address': 'WDS',
  'istio.workload.Workload': 'WDS',
  'istio.security.Authorization': 'WADS',
};

/** In istioctl's order; others follow by their type URL. */
const CORE = ['CDS', 'LDS', 'EDS', 'RDS'];

/** `CDS` for a type URL; the URL itself for a type without a short name. */
function xdsName(typeUrl: string): string {
  const type = typeUrl.replace(/^type\.googleapis\.com\//, '');
  return Object.hasOwn(SHORT_NAMES, type) ? (SHORT_NAMES[type] ?? type) : type;
}

/** istioctl's table (istioctl/pkg/writer/pilot/status.go, 1.27+), sorted by name. */
export function proxyStatusTable(proxies: readonly ProxyStatus[]): Table {
  const rows = sorted(proxies).map(({ proxy, cluster, istiod, version, types }) => {
    const rank = (name: string): number => (CORE.includes(name) ? CORE.indexOf(name) : CORE.length);
    const names = [...types.keys()].sort(compareBytes).map(xdsName);
    const ordered = [...names].sort((a, b) => rank(a) - rank(b));
    const text = ordered.length === 0 ? '0' : `${ordered.length} (${ordered.join(',')})`;
    return [proxy, cluster, istiod, version, text];
  });
  return { padding: 5, rows: [['NAME', 'CLUSTER', 'ISTIOD', 'VERSION', 'SUBSCRIBED TYPES'], ...rows] };
}

/** A column a type with how far it is, and how long ago it was sent; as istioctl's `-v 1`. */
export function wideProxyStatusTable(proxies: readonly ProxyStatus[], age: (at: string) => string): Table {
  const usual = [
    'type.googleapis.com/envoy.config.cluster.v3.Cluster',
    'type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig',
    'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
    'type.googleapis.com/envoy.config.listener.v3.Listener',
    'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
  ];
  const types = [...new Set([...usual, ...proxies.flatMap((one) => [...one.types.keys()])])].sort(compareBytes);
  const rows = sorted(proxies).map((one) => [
    one.proxy,
    one.cluster,
    ...types.map((type) => {
      const found = one.types.get(type);
      if (found === undefined) return 'IGNORED';
      const isTimed = found.sentAt !== undefined && found.state !== 'NOT SENT';
      return isTimed ? `${found.state} (${age(found.sentAt)})` : found.state;
    }),
    one.istiod,
    one.version,
  ]);
  return { padding: 5, rows: [['NAME', 'CLUSTER', ...types.map(xdsName), 'ISTIOD', 'VERSION'], ...rows] };
}

function sorted(proxies: readonly ProxyStatus[]): readonly ProxyStatus[] {
  return [...proxies].sort((a, b) => compareBytes(a.proxy, b.proxy));
}
