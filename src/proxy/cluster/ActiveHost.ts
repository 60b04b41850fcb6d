import type { UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import type { UpstreamTransportSocket } from '../../envoy/model/TransportSocket.js';
import type { HostRuntime } from '../runtime/ClusterRuntime.js';
import type { UpstreamPool } from '../upstream/UpstreamStream.js';

/** A host with what is counted of it, and the pools towards it. */
export class ActiveHost implements HostRuntime {
  host: UpstreamHost;
  readonly label: string;
  readonly flags = new Set<string>();
  readonly pools = new Map<string, UpstreamPool>();
  cxActive = 0;
  cxConnectFail = 0;
  cxTotal = 0;
  rqActive = 0;
  rqError = 0;
  rqSuccess = 0;
  rqTimeout = 0;
  rqTotal = 0;
  /** The transport socket that was chosen for `host` as it was then. */
  chosen:
    { readonly host: UpstreamHost; readonly listed: boolean; readonly socket: UpstreamTransportSocket } | undefined;
  /** When it was last dialled, on the clock of `performance.now()`. */
  usedAt = 0;

  constructor(label: string, host: UpstreamHost) {
    this.label = label;
    this.host = host;
  }
}
