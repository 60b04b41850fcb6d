import type { IpAddress } from '../../net/IpAddress.js';

/** `config.core.v3.Address`. */
export type Address = SocketAddressConfig | PipeAddress | InternalAddress;

/** `core.v3.SocketAddress`; `ip` is absent when `host` is a name (DNS clusters). */
export interface SocketAddressConfig {
  readonly kind: 'socket_address';
  readonly at: string;
  readonly host: string;
  readonly ip?: IpAddress;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly ipv4Compat: boolean;
}

/** `core.v3.Pipe`. */
export interface PipeAddress {
  readonly kind: 'pipe';
  readonly at: string;
  readonly path: string;
}

/** `core.v3.EnvoyInternalAddress`. */
export interface InternalAddress {
  readonly kind: 'envoy_internal_address';
  readonly at: string;
  readonly serverListenerName: string;
  readonly endpointId: string;
}
