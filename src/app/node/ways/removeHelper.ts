import { KubeApiError } from '../../../sources/kube/KubeApiError.js';
import { pause } from '../../../sources/node/pause.js';
import { podsPath, type NodeCluster } from '../NodeCluster.js';

/** Milliseconds before each attempt: a connection that was lost may come back. */
const ATTEMPTS = [0, 200, 500, 1000, 2000, 4000];

/** Milliseconds that one attempt may take. */
const PATIENCE = 5000;

/**
 * Deletes a helper pod, at once and again if that fails. Gives the last failure, `undefined` when it is gone.
 *
 * @param isCertain whether the pod is known to have come into being: a create whose answer was lost may be done after a delete that found nothing
 */
export async function removeHelper(
  cluster: NodeCluster,
  namespace: string,
  name: string,
  isCertain: boolean,
): Promise<unknown> {
  let failure: unknown;
  let gone = 0;
  for (const wait of ATTEMPTS) {
    await pause(wait);
    try {
      await cluster.delete(podsPath(namespace, name), { signal: AbortSignal.timeout(PATIENCE) });
      failure = undefined;
      gone += 1;
      if (isCertain || gone === 3) return undefined;
    } catch (error) {
      failure = error;
      if (error instanceof KubeApiError && (error.status === 403 || error.status === 401)) return error;
    }
  }
  return failure;
}
