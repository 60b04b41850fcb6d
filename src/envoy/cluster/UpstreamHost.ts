import type { JsonObject } from '../../text/json/JsonValue.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { Address } from '../model/Address.js';
import type { Cluster, LoadAssignment } from '../model/Cluster.js';

/** A host that a cluster may use, from the endpoints section joined with `/clusters`. */
export interface UpstreamHost {
  readonly at: string;
  readonly document: 'config_dump' | 'clusters';
  readonly address: Address;
  readonly hostname: string;
  readonly priority: number;
  readonly locality: { readonly region: string; readonly zone: string; readonly subZone: string };
  readonly localityWeight: number;
  readonly weight: number;
  readonly health: 'healthy' | 'degraded' | 'unhealthy';
  /** Left out of the count of hosts: PENDING_ACTIVE_HC, EXCLUDED_VIA_IMMEDIATE_HC_FAIL. */
  readonly excluded: boolean;
  /** Why it is not healthy, by proto names. */
  readonly flags: readonly string[];
  /** `metadata.filter_metadata`; undefined: not known, only `/clusters` was given. */
  readonly metadata?: JsonObject;
  readonly localityMetadata?: JsonObject;
  /** The cluster it belongs to: a member of an aggregate, else the cluster itself. */
  readonly cluster: string;
}

/** What a cluster can send to. */
export type HostSet =
  | {
      readonly kind: 'hosts';
      readonly hosts: readonly UpstreamHost[];
      readonly overprovisioningFactor: number;
      readonly dropOverloads: LoadAssignment['dropOverloads'];
    }
  | { readonly kind: 'original_dst'; readonly address: SocketAddress; readonly from: string }
  | { readonly kind: 'aggregate'; readonly members: readonly { readonly cluster: Cluster; readonly hosts: HostSet }[] }
  | { readonly kind: 'dynamic_forward_proxy'; readonly host: string; readonly port: number };

/** What a person calls an address, and the label of its branch in a fork. */
export function addressLabel(address: Address): string {
  switch (address.kind) {
    case 'socket_address': {
      const host = address.ip?.text ?? address.host;
      return host.includes(':') ? `[${host}]:${address.port}` : `${host}:${address.port}`;
    }
    case 'pipe':
      return `unix://${address.path}`;
    case 'envoy_internal_address':
      return `envoy://${address.serverListenerName}/${address.endpointId}`;
  }
}
