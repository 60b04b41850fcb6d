import type { Opening } from './flow/Flow.js';
import type { PacketWalk, WalkStep } from './PacketWalk.js';

/** The walk of a packet that was never made: the system call fails before any rule is asked. */
export function unroutable(opening: Opening, why: string, senderSees: string): PacketWalk {
  const step: WalkStep = {
    kind: 'routing',
    hook: 'OUTPUT',
    backend: 'unknown',
    verdict: 'unroutable',
    because: [],
    effects: [why],
    nearMisses: [],
    consulted: [],
  };
  return {
    steps: [step],
    end: { kind: 'unroutable', why, senderSees },
    unknown: [],
    conversation: { opening, flows: [], accepted: undefined },
  };
}
