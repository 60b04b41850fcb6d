import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';

/** A proxy that is connected to an istiod. */
export interface ConnectedProxy {
  /** `POD.NAMESPACE`. */
  readonly id: string;
  /** `sidecar` if not said. */
  readonly type?: 'sidecar' | 'router' | 'waypoint' | 'ztunnel';
  /** By short name (CDS, LDS, EDS, RDS, ECDS, …); of the four core types SYNCED, if nothing is said. */
  readonly status?: Readonly<Record<string, XdsStatus>>;
  /** Of the control plane's version, if not said. */
  readonly istioVersion?: string;
  /** What istiod would send it: the body of `/debug/config_dump?proxyID=`. */
  readonly configDump?: JsonObject;
  /** The body of `/debug/edsz?proxyID=`. */
  readonly edsz?: JsonValue;
}

/** How far a proxy has taken what istiod sent of a type. */
export type XdsStatus = 'SYNCED' | 'STALE' | 'NOT_SENT' | 'ERROR';

/** An istiod of the test cluster. */
export interface IstiodOptions {
  /** Its pod's; `istiod-7d9f8b6c5-abcde` if not said. */
  readonly name?: string;
  /** `istio-system` if not said. */
  readonly namespace?: string;
  readonly revision?: string;
  readonly version?: string;
  readonly proxies?: readonly ConnectedProxy[];
  /** Who may see `/debug`; `open` if not said. */
  readonly debugAccess?: 'open' | 'unauthorized' | 'forbidden';
}

/** Type URLs by the short names that istioctl prints. */
export const TYPE_URLS: Readonly<Record<string, string>> = {
  CDS: 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
  EDS: 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
  LDS: 'type.googleapis.com/envoy.config.listener.v3.Listener',
  RDS: 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
  ECDS: 'type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig',
  NDS: 'type.googleapis.com/istio.networking.nds.v1.NameTable',
  PCDS: 'type.googleapis.com/istio.mesh.v1alpha1.ProxyConfig',
};

const CORE: Readonly<Record<string, XdsStatus>> = { CDS: 'SYNCED', EDS: 'SYNCED', LDS: 'SYNCED', RDS: 'SYNCED' };

/** What a proxy has of each type, by type URL. */
export function statusOf({
  status = CORE,
}: ConnectedProxy): readonly (readonly [typeUrl: string, status: XdsStatus])[] {
  return Object.entries(status)
    .map(([name, value]) => [TYPE_URLS[name] ?? name, value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
