import type { CallerSees } from '../../trace/model/Verdict.js';

/** What the caller sees, in words: `503`, `200 with grpc-status 14`, `a connection that is refused`. */
export function callerText(caller: CallerSees): string {
  switch (caller.kind) {
    case 'status':
      return caller.grpcStatus === undefined
        ? `status ${caller.status}`
        : `status ${caller.status} with grpc-status ${caller.grpcStatus}`;
    case 'app':
      return "the application's own answer";
    case 'reset':
      return 'a connection that is reset';
    case 'refused':
      return 'a connection that is refused';
    case 'closed':
      return 'a connection that is closed';
    case 'timeout':
      return 'nothing, until it gives up waiting';
    case 'unresolved':
      return 'a name that does not resolve';
    case 'unknown':
      return 'not known';
  }
}
