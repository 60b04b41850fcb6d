import type { VirtualHost } from './Route.js';

/** How specific a domain is; a smaller rank wins: 0 the very host, 1 `*.suffix`, 2 `prefix.*`, 3 `*`. */
export type DomainRank = 0 | 1 | 2 | 3;

/** A domain of a virtual host. */
export interface Domain {
  readonly virtualHost: VirtualHost;
  /** As written. */
  readonly domain: string;
  readonly rank: DomainRank;
  /** Its place among all domains of the configuration. */
  readonly order: number;
}

/** The domains of a route configuration, found without looking at each of them. Lists are in the order of the configuration. */
export interface DomainIndex {
  /** Those that take `host`, which is in lower case. */
  taking(host: string): readonly Domain[];
  /** A virtual host with a domain that cannot be read: it could take any host. */
  unread(): VirtualHost | undefined;
  /** Those that begin with this label, up to a `.` or the port. */
  beginningWith(label: string): readonly Domain[];
}
