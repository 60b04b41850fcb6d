import { ExitCode } from '../text/ExitCode.js';
import type { Trace } from './model/Trace.js';
import type { Verdict, VerdictCode } from './model/Verdict.js';

/** What a script asks for beside the verdict itself. */
export interface ExitOptions {
  /** Leaving the mesh or going around a proxy is a finding. */
  readonly requireMesh: boolean;
  /** Every outcome has to be one of these. */
  readonly expect: readonly VerdictCode[];
  readonly failOn: readonly ('unknown' | 'bypass' | 'exits')[];
  /** Findings and indeterminate verdicts count as fine. */
  readonly exitZero: boolean;
}

/** Nothing asked for. */
export const plainExit: ExitOptions = { requireMesh: false, expect: [], failOn: [], exitZero: false };

/**
 * The exit code of a trace: 3 if any followed branch comes to a finding, else 4 if one is indeterminate, else 0. With
 * `expect` 0 if every outcome is listed, 4 for one that is indeterminate and not listed, else 3.
 */
export function exitCodeOf(trace: Pick<Trace, 'paths' | 'notSimulated'>, options: ExitOptions): ExitCode {
  const codes = trace.paths.map(({ verdict }) => codeOf(verdict, options));
  if (options.failOn.includes('unknown') && trace.notSimulated.length > 0) codes.push(ExitCode.finding);
  if (options.exitZero) return ExitCode.ok;
  if (codes.includes(ExitCode.finding)) return ExitCode.finding;
  return codes.includes(ExitCode.indeterminate) ? ExitCode.indeterminate : ExitCode.ok;
}

function codeOf(verdict: Verdict, options: ExitOptions): ExitCode {
  if (options.expect.length > 0) {
    if (options.expect.includes(verdict.code)) return ExitCode.ok;
    return verdict.code === 'INDETERMINATE' ? ExitCode.indeterminate : ExitCode.finding;
  }
  switch (verdict.code) {
    case 'INDETERMINATE':
      return options.failOn.includes('unknown') ? ExitCode.finding : ExitCode.indeterminate;
    case 'LOOP':
    case 'DENIED':
    case 'NO_MATCH':
    case 'NO_UPSTREAM':
      return ExitCode.finding;
    case 'ANSWERED_BY_PROXY':
      return isBadAnswer(verdict) ? ExitCode.finding : ExitCode.ok;
    case 'EXITS_MESH':
      return options.requireMesh || options.failOn.includes('exits') ? ExitCode.finding : ExitCode.ok;
    case 'DELIVERED_BYPASS':
      return options.requireMesh || options.failOn.includes('bypass') ? ExitCode.finding : ExitCode.ok;
    case 'DELIVERED':
      return ExitCode.ok;
  }
}

/** Errors, injected aborts, and gRPC statuses other than OK. */
function isBadAnswer({ caller, flags }: Verdict): boolean {
  if (flags.split(',').includes('FI')) return true;
  if (caller.kind !== 'status') return true;
  return caller.status >= 400 || (caller.grpcStatus !== undefined && caller.grpcStatus !== 0);
}
