import type { Netns } from '../../../netfilter/walk/netns/Netns.js';
import type { PacketWalk } from '../../../netfilter/walk/PacketWalk.js';

/** The first packet of the connection that is being opened, on its way through one network namespace. */
export interface Leg {
  /** `web/frontend-…`, `node kind-worker`. */
  readonly where: string;
  readonly netns: Netns;
  readonly walk: PacketWalk;
}

/** An answer on its way back through one network namespace. */
export interface AnswerLeg {
  readonly where: string;
  readonly walk: PacketWalk;
}
