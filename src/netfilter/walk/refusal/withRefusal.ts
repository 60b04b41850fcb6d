import type { Choose } from '../../../logic/Fork.js';
import type { Netns } from '../netns/Netns.js';
import type { PacketWalk } from '../PacketWalk.js';
import { refusalWalk } from './refusalWalk.js';

/**
 * A walk with the kernel's answer to what it refuses, and with what the sender of a first packet then sees: of an answer that is lost,
 * nothing. `isReply`: the walk is that of an answer, and its refusal tells whoever answered.
 */
export function withRefusal(netns: Netns, walk: PacketWalk, choose: Choose, isReply = false): PacketWalk {
  const { end } = walk;
  if (end.kind === 'unroutable' && end.refusal !== undefined) {
    const refusal = refusalWalk(netns, walk, end.refusal, isReply, choose);
    if (refusal === undefined) return walk;
    return { ...walk, refusal, end: isTold(refusal) ? end : { ...end, senderSees: 'timeout' } };
  }
  if (end.kind !== 'rejected') return walk;
  const refusal = refusalWalk(netns, walk, end.refusal, isReply, choose);
  if (refusal?.end.kind === 'unknown') return { ...walk, refusal, end: refusal.end };
  const told = isTold(refusal) || end.senderSees === 'EPERM';
  const { errno: _, ...silent } = end;
  return {
    ...walk,
    ...(refusal === undefined ? {} : { refusal }),
    end: told ? end : { ...silent, senderSees: 'timeout' },
  };
}

function isTold(refusal: PacketWalk | undefined): boolean {
  return refusal?.end.kind === 'local' || refusal?.end.kind === 'wire';
}
