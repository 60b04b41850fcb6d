import type { CallerSees, Verdict } from '../../../trace/model/Verdict.js';
import { describeCallerSaw, type CallerSaw } from '../../request/CallerSaw.js';
import type { Claim } from '../Claim.js';

/** What the calling application sees; `undefined`: the trace doesn't say. Of a loop only that it brings no answer of an application. */
export function callerClaim({ code, caller }: Verdict, saw: CallerSaw): Claim | undefined {
  if (caller.kind === 'unknown') return undefined;
  const step = 'what the caller sees';
  const observed = describeCallerSaw(saw);
  if (code === 'LOOP') return { step, predicted: 'no answer of an application', observed, agrees: !isFine(saw) };
  return { step, predicted: describe(caller), observed, agrees: agrees(caller, saw) };
}

function describe(caller: CallerSees): string {
  if (caller.kind === 'app') return "the application's answer";
  if (caller.kind !== 'status') return caller.kind;
  return caller.grpcStatus === undefined ? String(caller.status) : `${caller.status}, grpc-status ${caller.grpcStatus}`;
}

function agrees(caller: CallerSees, saw: CallerSaw): boolean {
  switch (caller.kind) {
    case 'status':
      return saw.kind === 'answer' && saw.status === caller.status && sameGrpc(caller.grpcStatus, saw.grpcStatus);
    case 'app':
      return isFine(saw);
    case 'refused':
      // An ICMP error is told as what it says, a kernel without a route as it finds no one: nobody takes the connection.
      return saw.kind === 'refused' || saw.kind === 'unreachable';
    case 'closed':
    case 'reset':
      // A socket that is closed while bytes wait in it resets the connection: which it is, is a race of both ends.
      return saw.kind === 'closed' || saw.kind === 'reset';
    default:
      return saw.kind === caller.kind;
  }
}

function sameGrpc(predicted: number | undefined, saw: number | undefined): boolean {
  return predicted === undefined || predicted === saw;
}

/** The lab's applications answer 200 to everything. */
function isFine(saw: CallerSaw): boolean {
  return saw.kind === 'bytes' || (saw.kind === 'answer' && saw.status < 400);
}
