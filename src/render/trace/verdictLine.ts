import type { CallerSees, Verdict } from '../../trace/model/Verdict.js';

/** A verdict in one line: `NO_UPSTREAM 503 UH no_healthy_upstream`, `INDETERMINATE, likely DELIVERED: what lua filter shop.tag does`. */
export function verdictLine({ code, flags, details, caller, unknown, likely }: Verdict): string {
  if (unknown !== undefined) {
    const guess = likely === undefined ? '' : `, likely ${verdictLine(likely)}`;
    return `${code}${guess}: ${unknown}`;
  }
  return [code, callerWord(caller), flags, details].filter((part) => part !== '').join(' ');
}

function callerWord(caller: CallerSees): string {
  if (caller.kind === 'status')
    return `${caller.status}${caller.grpcStatus === undefined ? '' : ` grpc-status ${caller.grpcStatus}`}`;
  return caller.kind === 'app' || caller.kind === 'unknown' ? '' : caller.kind;
}
