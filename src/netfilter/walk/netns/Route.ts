import type { Cidr } from '../../../net/Cidr.js';
import type { IpAddress } from '../../../net/IpAddress.js';

/** What a route does with a packet, as in ip-route(8). */
export type RouteType = 'unicast' | 'local' | 'blackhole' | 'unreachable' | 'prohibit' | 'throw';

/** One line of `ip route show table all`. */
export interface Route {
  /** Table name or number as text: `main`, `local`, `133`. */
  readonly table: string;
  readonly type: RouteType;
  readonly destination: Cidr;
  readonly gateway?: IpAddress;
  /** Absent for blackhole, unreachable, prohibit and throw. */
  readonly device?: string;
  /** `src`: the preferred source address. */
  readonly source?: IpAddress;
  readonly metric?: number;
}
