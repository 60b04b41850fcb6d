import type { Interface } from '../../model/Interface.js';
import type { ListeningSocket } from '../../model/ListeningSocket.js';
import type { RuleSet } from '../../model/RuleSet.js';
import type { IpRule } from './IpRule.js';
import type { Route } from './Route.js';

/** A network namespace: all that decides what the kernel does with a packet in it. */
export interface Netns {
  /** All that is in force, of every back end and family, in any order. */
  readonly ruleSets: readonly RuleSet[];
  readonly interfaces: readonly Interface[];
  /**
   * Without the kernel's own `local` table: local addresses and on-link networks follow from `interfaces`.
   * Routes of that table may be given all the same.
   */
  readonly routes: readonly Route[];
  /** All rules, the three default ones too. */
  readonly ipRules: readonly IpRule[];
  /** By name with dots, e.g. `net.ipv4.conf.eth0.route_localnet`; absent ones have the kernel's default. */
  readonly sysctls: Readonly<Record<string, string>>;
  /**
   * Labels of tables (`legacy nat`, `nft inet proxy`) in the order in which their base chains were registered, where someone watched:
   * of two chains at one priority the later one is asked first. Absent: not known, as no listing shows it.
   */
  readonly registered?: readonly string[];
  /** `none`: it is known that no interface is a bridge or the port of one. */
  readonly bridges?: 'none';
  /** `undefined`: not known; then a socket is taken to listen wherever a packet arrives, and the step says so. */
  readonly sockets: readonly ListeningSocket[] | undefined;
}
