import type { SocketOwner } from '../../netfilter/model/SocketOwner.js';
import type { ProxyNode } from '../world/PodNode.js';

/** Whose sockets the proxy's are: the first of its ids; nobody in particular where the facts name none. */
export function proxyOwner({ uids, gids }: ProxyNode): SocketOwner {
  const [uid] = uids;
  if (uid === undefined) return { kind: 'ordinary', knownNot: { uids: [], gids: [] } };
  return { kind: 'user', uid, gid: gids[0] ?? uid };
}
