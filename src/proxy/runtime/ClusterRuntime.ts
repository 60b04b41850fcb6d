import type { UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import type { Cluster } from '../../envoy/model/Cluster.js';

/** A host of a cluster as it runs; what `/clusters` prints. */
export interface HostRuntime {
  readonly host: UpstreamHost;
  /** `10.0.0.1:8080`. */
  readonly label: string;
  /** Proto names of the set flags, in the words of `/clusters?format=json`: `failed_outlier_check`, … */
  readonly flags: ReadonlySet<string>;
  readonly cxActive: number;
  readonly cxConnectFail: number;
  readonly cxTotal: number;
  readonly rqActive: number;
  readonly rqError: number;
  readonly rqSuccess: number;
  readonly rqTimeout: number;
  readonly rqTotal: number;
}

/** A cluster as it runs. */
export interface ClusterRuntime {
  readonly cluster: Cluster;
  /** All hosts there are now; of ORIGINAL_DST those that were dialled. */
  hosts(): readonly HostRuntime[];
  /** What the circuit breakers count, by priority. */
  readonly inUse: Readonly<
    Record<'DEFAULT' | 'HIGH', { connections: number; pending: number; requests: number; retries: number }>
  >;
}
