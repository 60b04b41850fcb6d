import { onTestFinished } from 'vitest';
import type { Cluster } from '../../../src/sources/kube/Cluster.js';
import { openCluster, type ClusterOptions } from '../../../src/sources/kube/openCluster.js';

/** Opens the cluster of a kubeconfig until the test is done; no environment but what is given. */
export async function clusterOf(kubeconfig: string, options: Partial<ClusterOptions> = {}): Promise<Cluster> {
  const cluster = await openCluster({ kubeconfig, userAgent: 'hopctl/test', environment: {}, ...options });
  onTestFinished(() => cluster.close());
  return cluster;
}
