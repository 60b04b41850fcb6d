import type { Path, Trace } from '../../trace/model/Trace.js';
import type { RequestReport } from '../request/RequestReport.js';
import type { ChiSquared, Frequency } from './chiSquared.js';
import type { Claim } from './Claim.js';

/** What a trace and one or many requests came to. */
export type Verification =
  | {
      readonly kind: 'agreement';
      readonly trace: Trace;
      /** The last request, and the path that it took. */
      readonly report: RequestReport;
      readonly path: Path;
      readonly held: readonly Claim[];
      readonly forks?: ForkTest;
    }
  | {
      readonly kind: 'disagreement';
      readonly trace: Trace;
      /** The request that differs. */
      readonly report: RequestReport;
      /** The path that comes nearest. */
      readonly path: Path;
      readonly held: readonly Claim[];
      readonly difference: Claim;
      readonly forks?: ForkTest;
    }
  | {
      readonly kind: 'abstention';
      readonly trace: Trace;
      readonly report: RequestReport;
      /** What the trace does not know, by name. */
      readonly unknown: string;
    };

/** How often each branch was taken over all requests, and whether chance explains it. */
export interface ForkTest {
  readonly requests: number;
  readonly branches: readonly Frequency[];
  readonly chiSquared: ChiSquared;
}
