import type { Node } from '../kube/objects/Node.js';
import type { EvidenceKind } from './snapshot/layout.js';
import type { NetnsFacts } from './NetnsFacts.js';
import type { MissingEvidence } from './WorkloadFacts.js';

/** What is known about one node's own network namespace. */
export interface NodeFacts {
  readonly name: string;
  readonly node: () => Node | undefined;
  readonly netns: NetnsFacts;
  readonly captured: ReadonlySet<EvidenceKind>;
  readonly missing: readonly MissingEvidence[];
}
