import type { Cluster } from '../../sources/kube/Cluster.js';
import type { LiveOptions } from './LiveOptions.js';

/** A cluster that is open, and what is told on the way. */
export interface Live {
  readonly cluster: Cluster;
  readonly options: LiveOptions;
  /** A sentence for stderr. */
  readonly report: (note: string) => void;
}

/** Opens the cluster; nothing is sent yet. Its client is loaded now. Errors as `openCluster`. */
export async function openLive(options: LiveOptions, report: (note: string) => void): Promise<Live> {
  const { openCluster } = await import('../../sources/kube/openCluster.js');
  return { cluster: await openCluster(options.cluster), options, report };
}
