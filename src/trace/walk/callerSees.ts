import type { FailureKind } from '../../envoy/cluster/failureReply.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { CallerSees } from '../model/Verdict.js';

/** A proxy that the request has passed, nearest to the caller first: how it tells failures behind it. */
export interface PassedProxy {
  readonly kind: 'http' | 'tcp';
  /** The request it forwarded is gRPC: local replies are HTTP 200 with a grpc-status. */
  readonly grpc: boolean;
  /** What it answers or logs when the connection that it opened fails so; `detail`: in these words of the transport. */
  readonly failure: (kind: FailureKind, words?: { readonly detail?: string }) => LocalReply;
}

/** How a connection ends for whoever opened it. */
export type ConnectionEnd = 'refused' | 'reset' | 'closed' | 'timeout' | 'unresolved' | 'unknown';

/**
 * What the calling application sees when a connection ends so beyond the proxies it has passed. The last HTTP proxy
 * answers for everything behind it: 503 (Envoy router.cc: UF for a failed connect, UC for one that ends early); a TCP
 * proxy closes its own side.
 */
export function callerSees(end: ConnectionEnd, passed: readonly PassedProxy[]): CallerSees {
  const last = passed.findLast(({ kind }) => kind === 'http');
  if (last !== undefined)
    return last.grpc ? { kind: 'status', status: 200, grpcStatus: 14 } : { kind: 'status', status: 503 };
  if (passed.length > 0 && end !== 'unknown') return { kind: 'closed' };
  return { kind: end };
}

/** What the caller sees when a proxy answers with this status: every proxy before it passes it on. */
export function statusForCaller(status: number, grpcStatus: number | undefined): CallerSees {
  return { kind: 'status', status, ...(grpcStatus === undefined ? {} : { grpcStatus }) };
}
