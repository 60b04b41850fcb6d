import type { Path } from '../../trace/model/Trace.js';
import type { TraceRequest } from '../../trace/model/TraceRequest.js';
import type { RequestReport } from '../request/RequestReport.js';
import type { Claim } from './Claim.js';
import { claimsOfPath } from './claimsOfPath.js';
import type { RulesByPlace } from './nameQueryRules.js';

/** How far one path of a trace and a request agree. */
export interface PathComparison {
  readonly path: Path;
  /** Claims that held, up to the first that did not. */
  readonly held: readonly Claim[];
  readonly difference?: Claim;
}

/** Compares step by step, in the order of the way, up to the first difference. */
export function comparePath(
  path: Path,
  request: TraceRequest,
  report: RequestReport,
  background: RulesByPlace,
): PathComparison {
  const held: Claim[] = [];
  for (const claim of claimsOfPath(path, request, report, background)) {
    if (!claim.agrees) return { path, held, difference: claim };
    held.push(claim);
  }
  return { path, held };
}
