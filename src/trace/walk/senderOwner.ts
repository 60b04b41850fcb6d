import type { SocketOwner } from '../../netfilter/model/SocketOwner.js';
import type { TraceRequest } from '../model/TraceRequest.js';
import type { PodNode } from '../world/PodNode.js';

/**
 * Whose socket the application's is: the ids that the user or the pod's spec gives, else an ordinary user, of whom only is
 * known that none of the proxy's ids is theirs.
 */
export function senderOwner({ sender }: TraceRequest, { proxy }: PodNode): SocketOwner {
  if (sender.uid !== 'ordinary' && sender.gid !== 'ordinary') return { kind: 'user', uid: sender.uid, gid: sender.gid };
  const uids = proxy?.uids ?? [];
  const gids = proxy?.gids ?? [];
  return {
    kind: 'ordinary',
    knownNot: { uids, gids },
    ...(sender.uid === 'ordinary' ? {} : { uid: sender.uid }),
    ...(sender.gid === 'ordinary' ? {} : { gid: sender.gid }),
  };
}
