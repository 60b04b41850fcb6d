import type { Chain } from '../../model/Chain.js';
import type { Missed } from './nearMisses.js';

/** A chain on the way, the next rule of it, and the rules passed over since the last step. */
export interface Frame {
  readonly chain: Chain;
  next: number;
  missed: Missed[];
}

/** The frame in which a chain's walk begins. */
export function frameOf(chain: Chain): Frame {
  return { chain, next: 0, missed: [] };
}
