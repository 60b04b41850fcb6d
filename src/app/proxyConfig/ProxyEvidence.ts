import type { ConfigDump } from '../../envoy/dump/ConfigDump.js';
import type { ClustersStatus } from '../../envoy/dump/readClustersStatus.js';

/** What was captured of one proxy's admin interface. Read when asked for. */
export interface ProxyEvidence {
  /** `NAMESPACE/POD`, or the name of the file. */
  readonly name: string;
  /** Fetches what the view reads, of a live proxy; the rest throws before. Errors are `UserError`s. */
  readonly load?: () => Promise<void>;
  /** Throws a `UserError` (exit 5) when it was not captured or cannot be read. */
  readonly configDump: () => ConfigDump;
  /** `undefined` when it was not captured. */
  readonly clusters: () => ClustersStatus | undefined;
}
