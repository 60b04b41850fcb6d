import type { SocketAddress } from '../../../net/SocketAddress.js';
import type { Flow } from '../flow/Flow.js';
import { makeTuple, sameTuple, tupleDestination } from '../flow/tuple.js';

/**
 * What SO_ORIGINAL_DST gives for a TCP socket with these ends: the destination of the flow in zone 0 that has them, in whichever
 * direction (`getorigdst`). `undefined`: ENOENT.
 */
export function originalDst(
  flows: readonly Flow[],
  local: SocketAddress,
  peer: SocketAddress,
): SocketAddress | undefined {
  const port = (address: SocketAddress): number | undefined => (address.port === 0 ? undefined : address.port);
  const tuple = makeTuple(local.ip, port(local), peer.ip, port(peer));
  const flow = flows.find(
    ({ zone, protocol, original, reply }) =>
      zone === 0 && protocol === 'tcp' && (sameTuple(reply, tuple) || sameTuple(original, tuple)),
  );
  return flow && tupleDestination(flow.original);
}
