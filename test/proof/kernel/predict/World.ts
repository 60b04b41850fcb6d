import type { Netns } from '../../../../src/netfilter/walk/netns/Netns.js';
import type { BedSocket } from '../contract.js';
import type { RuleNames } from './hitsOf.js';

/** The namespace under test and the servers around it. */
export interface World {
  readonly netns: Netns;
  readonly sockets: readonly BedSocket[];
  readonly names: RuleNames;
}

/** The same where no rule is in force. */
export function withoutRules(world: World): World {
  return { ...world, netns: { ...world.netns, ruleSets: [], registered: [] } };
}
