import { orApiFailure } from '../live/apiFailure.js';
import type { Live } from '../live/Live.js';
import { cleanupNode, type CleanupOptions, type HelperFound } from './cleanupNode.js';

/** `cleanupNode` in a cluster that is open; what the API refuses is a `UserError` (exit 5) with the least Role. */
export async function cleanupLive({ cluster }: Live, options: CleanupOptions): Promise<readonly HelperFound[]> {
  return orApiFailure(cleanupNode(cluster, options), [{ group: '', resource: 'pods', verbs: ['list', 'delete'] }]);
}
