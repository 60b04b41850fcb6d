import type { DnsRecords } from '../kube/dns/DnsRecords.js';
import type { KubeObjects } from '../kube/objects/KubeObjects.js';
import type { IpAddress } from '../net/IpAddress.js';
import type { FactSource } from './FactSource.js';
import type { NodeFacts } from './NodeFacts.js';
import type { WorkloadFacts } from './WorkloadFacts.js';

/** What is known about a mesh at a moment. */
export interface Facts {
  readonly source: FactSource;
  /** Parsed on the first call. */
  readonly objects: () => KubeObjects;
  /** Recorded answers; empty when there are none. */
  readonly dns: () => DnsRecords;
  /** Every pod of which something was captured, by namespace and name. Pods that only the objects know are not listed: see `workload`. */
  readonly workloads: readonly WorkloadFacts[];
  /** Every node of which something was captured. */
  readonly nodes: readonly NodeFacts[];
  /** A pod of which something was captured or which the objects hold. */
  readonly workload: (namespace: string, name: string) => WorkloadFacts | undefined;
  readonly node: (name: string) => NodeFacts | undefined;
  /** The pod that has the address: by its status, else by the addresses that were captured in its network namespace. */
  readonly podByIp: (ip: IpAddress) => WorkloadFacts | undefined;
}
