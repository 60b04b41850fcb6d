import type { ApiPath, Cluster } from '../../sources/kube/Cluster.js';

/** What the node helper needs of a cluster. */
export type NodeCluster = Pick<Cluster, 'get' | 'list' | 'create' | 'patch' | 'delete' | 'exec'>;

/** The place of pods, or of one. */
export function podsPath(namespace: string, name?: string, subresource?: string): ApiPath {
  return { group: '', version: 'v1', resource: 'pods', namespace, name, subresource };
}
