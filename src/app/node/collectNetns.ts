import type { Pod } from '../../kube/objects/Pod.js';
import type { CollectedFile } from '../../sources/node/collectedFiles.js';
import type { NodeCluster } from './NodeCluster.js';
import type { NodeOptions } from './NodeOptions.js';
import { NodeReaders } from './NodeReaders.js';

/**
 * The files of the snapshot's layout for a pod's network namespace: what was read, and what could not be. What keeps all of it from being read is a
 * `UserError` (exit 5) or a `KubeApiError`. For several pods use `NodeReaders`, which makes one helper a node.
 */
export async function collectNetns(
  cluster: NodeCluster,
  pod: Pod,
  options: NodeOptions,
): Promise<readonly CollectedFile[]> {
  return withReaders(cluster, options, (readers) => readers.collectPod(pod));
}

/** The same for a node's own network namespace. */
export async function collectNodeNetns(
  cluster: NodeCluster,
  nodeName: string,
  options: NodeOptions,
): Promise<readonly CollectedFile[]> {
  return withReaders(cluster, options, (readers) => readers.collectNode(nodeName));
}

async function withReaders<T>(
  cluster: NodeCluster,
  options: NodeOptions,
  use: (readers: NodeReaders) => Promise<T>,
): Promise<T> {
  const readers = new NodeReaders(cluster, options);
  try {
    return await use(readers);
  } finally {
    await readers.close();
  }
}
