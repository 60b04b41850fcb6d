import { readPod, type Pod } from '../../kube/objects/Pod.js';
import { Fields } from '../../kube/read/Fields.js';
import { readMeta } from '../../kube/read/readMeta.js';
import { orApiFailure } from '../live/apiFailure.js';
import type { PodName } from '../live/LiveOptions.js';
import { podsPath, type NodeCluster } from './NodeCluster.js';

/** A pod as the API has it now. One that is not there is a `UserError` (exit 2). */
export async function readLivePod(cluster: NodeCluster, { namespace, name }: PodName): Promise<Pod> {
  const raw = await orApiFailure(cluster.get(podsPath(namespace, name)), [
    { group: '', resource: 'pods', verbs: ['get'] },
  ]);
  const meta = readMeta('Pod', new Fields(raw, 'Pod:', 'the API server').object('metadata'));
  return readPod({ apiVersion: 'v1', group: '', kind: 'Pod', meta, raw, where: 'the API server' });
}
