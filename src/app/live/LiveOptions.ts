import type { ClusterOptions } from '../../sources/kube/openCluster.js';

/** Which cluster is asked, and what asking may cost. */
export interface LiveOptions {
  readonly cluster: ClusterOptions;
  /** Where istiod runs. */
  readonly istioNamespace: string;
  /** Of the proxies' admin interfaces. */
  readonly adminPort: number;
  /** Bytes of one answer of a proxy. */
  readonly maxDump: number;
}

/** A pod by its name. */
export interface PodName {
  readonly namespace: string;
  readonly name: string;
}
