import type { ConntrackTuple } from '../../model/ConntrackView.js';
import type { MatchEnv } from '../../model/MatchEnv.js';
import { invertTuple, sameTuple } from '../flow/tuple.js';
import type { Journey } from '../Journey.js';

/**
 * The connected socket that the kernel finds for a packet with these addresses: the sender's for an answer, the accepted one for
 * what follows. Where nat is still to be done or undone, the addresses are not the socket's and it is not found.
 */
export function connectedSocket(
  { connected, isReply, opening, known }: Journey,
  addresses: ConntrackTuple,
): MatchEnv['connectedSocket'] {
  if (connected === 'none') return connected;
  // Whoever has a connection that was there before has it by the addresses that it was opened with.
  if (connected === undefined) return isTranslated(opening, addresses) ? 'none' : undefined;
  const flow = known.find(({ original }) => sameTuple(original, opening.tuple));
  const own = isReply ? invertTuple(opening.tuple) : flow === undefined ? opening.tuple : invertTuple(flow.reply);
  return sameTuple(own, addresses) ? connected : 'none';
}

function isTranslated({ protocol, tuple }: Journey['opening'], addresses: ConntrackTuple): boolean {
  return protocol === 'tcp' && !sameTuple(tuple, addresses);
}
