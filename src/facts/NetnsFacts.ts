import type { Interface } from '../netfilter/model/Interface.js';
import type { ListeningSocket } from '../netfilter/model/ListeningSocket.js';
import type { RuleSet } from '../netfilter/model/RuleSet.js';
import type { IpRule } from '../netfilter/walk/netns/IpRule.js';
import type { Route } from '../netfilter/walk/netns/Route.js';
import type { Sourced } from './FactSource.js';

/** What is known of a network namespace. Each is read and parsed on the first call; `undefined`: not captured. */
export interface NetnsFacts {
  /** Empty when nothing was captured, and when what was captured holds no table: `hasRules` tells. */
  readonly ruleSets: () => readonly Sourced<RuleSet>[];
  /** Whether any rules were captured, even if there were none. */
  readonly hasRules: boolean;
  readonly sockets: () => Sourced<readonly ListeningSocket[]> | undefined;
  readonly interfaces: () => Sourced<readonly Interface[]> | undefined;
  readonly routes: () => Sourced<readonly Route[]> | undefined;
  readonly ipRules: () => Sourced<readonly IpRule[]> | undefined;
  /** By name with dots. */
  readonly sysctls: () => Sourced<Readonly<Record<string, string>>> | undefined;
}
