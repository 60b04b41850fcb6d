import type { Evidence } from './Evidence.js';

/** What a proxy's admin interface answered. Each is read and parsed on the first call; `undefined`: not captured. */
export interface ProxyFacts {
  /** `/config_dump?include_eds`. */
  readonly configDump: () => Evidence | undefined;
  /** `/clusters?format=json`. */
  readonly clusters: () => Evidence | undefined;
  /** `/server_info`. */
  readonly serverInfo: () => Evidence | undefined;
  /** `/listeners?format=json`. */
  readonly listeners: () => Evidence | undefined;
}
