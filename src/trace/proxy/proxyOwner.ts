import type { SocketOwner } from '../../netfilter/model/SocketOwner.js';
import type { ProxyNode } from '../world/PodNode.js';

/** Whose sockets the proxy's are: the first of its ids; where the facts name none, one of whom no id is known. */
export function proxyOwner({ uids, gids }: ProxyNode): SocketOwner {
  const [uid] = uids;
  if (uid === undefined) return { kind: 'ordinary', knownNot: { uids: [], gids: [] } };
  const [gid] = gids;
  if (gid === undefined) return { kind: 'ordinary', uid, knownNot: { uids: [], gids: [] } };
  return { kind: 'user', uid, gid };
}
