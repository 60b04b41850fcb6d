import type { NodeReport } from '../../../sources/node/NodeReport.js';
import type { NodeTarget } from '../../../sources/node/NodeTarget.js';
import type { NodeCluster } from '../NodeCluster.js';
import type { NodeOptions } from '../NodeOptions.js';
import type { NodeSubject } from '../NodeSubject.js';

/** What reads network namespaces on one node, or in one pod. */
export interface NodeReader {
  /** For people and for the source of files: `helper pod web/hopctl-node-1f on n1`. */
  readonly via: string;
  /** Whether it reads other pods of its node, too. */
  readonly isShared: boolean;
  readonly read: (target: NodeTarget, signal: AbortSignal | undefined) => Promise<NodeReport>;
  /** Removes what was made for it. Never fails: what could not be removed is reported. */
  readonly close: () => Promise<void>;
}

/** Opens a reader by one way. What keeps it from being opened is a `UserError` or a `KubeApiError`; nothing is left then. */
export type OpenReader = (cluster: NodeCluster, subject: NodeSubject, options: NodeOptions) => Promise<NodeReader>;
