import type { Pod } from '../kube/objects/Pod.js';
import type { EvidenceKind } from './snapshot/layout.js';
import type { NetnsFacts } from './NetnsFacts.js';
import type { ProxyFacts } from './ProxyFacts.js';

/** Something that was to be captured and was not. */
export interface MissingEvidence {
  readonly kind: EvidenceKind;
  readonly path: string;
  readonly why: string;
}

/** What is known about one pod. */
export interface WorkloadFacts {
  readonly namespace: string;
  readonly name: string;
  /** `undefined`: the objects don't hold it. Reading it parses the objects. */
  readonly pod: () => Pod | undefined;
  /** `undefined`: nothing of a proxy was captured. */
  readonly proxy: ProxyFacts | undefined;
  readonly netns: NetnsFacts;
  /** The kinds of evidence that are there. */
  readonly captured: ReadonlySet<EvidenceKind>;
  readonly missing: readonly MissingEvidence[];
}
