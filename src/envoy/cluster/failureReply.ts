import { localReply } from '../http/localReply.js';
import type { HttpRequest } from '../model/HttpRequest.js';
import type { LocalReply } from '../model/LocalReply.js';
import { atLeast } from '../version.js';
import type { FailureKind } from './FailureKind.js';
import { failures, type Failure } from './failures.js';
import { upstreamReset } from './upstreamReset.js';

export type { FailureKind } from './FailureKind.js';

/** Who asked, and what the catalogue cannot know. */
export interface FailureOptions {
  /** Of this Envoy; where releases differ and it is not known, the newest is taken. */
  readonly version?: string;
  /** A gRPC request: the answer is 200 with grpc-status. */
  readonly grpc: boolean;
  /** No HTTP: the connection ends, without status or body. */
  readonly tcp: boolean;
  /** Words of the transport socket (`TLS_error:|…`) or of the codec that go into the details. */
  readonly detail?: string;
  /** Another status, where the configuration sets one (`cluster_not_found_response_code`). */
  readonly status?: number;
  /** The request was retried before it failed. */
  readonly retried?: boolean;
}

/** The failure catalogue: what the caller and the access log see when Envoy ends a request or connection for this reason. */
export function failureReply(kind: FailureKind, options: FailureOptions): LocalReply {
  const failure = failures[kind];
  const flags = flagsOf(kind, failure, options);
  const terminationDetails = failure.terminationDetails ?? '';
  if (options.tcp || failure.status === undefined) {
    const details = failure.status === undefined ? (failure.details ?? '') : '';
    return { flags, details, terminationDetails, headers: [], body: '' };
  }
  const { details, body } = texts(kind, failure, options);
  const { headers = [] } = failure;
  const request = options.grpc ? GRPC_REQUEST : undefined;
  const reply = localReply({ status: options.status ?? failure.status, flags, details, body, headers }, request);
  return { ...reply, terminationDetails };
}

/** All that `localReply` looks at. */
const GRPC_REQUEST: HttpRequest = {
  method: 'POST',
  scheme: 'http',
  path: '/',
  headers: [{ name: 'content-type', value: 'application/grpc' }],
  protocol: 'HTTP/2',
};

/** Up to 1.21 there was no NC (M), a tcp_proxy's connect failures exhaust its attempts at once (URX, measured). */
function flagsOf(kind: FailureKind, failure: Failure, { tcp, retried, version }: FailureOptions): string {
  if (kind === 'cluster_not_found' && atLeast(version, '1.22.0') === 'no') return 'NR';
  const flags = tcp ? (failure.tcpFlags ?? failure.flags) : failure.flags;
  return retried === true && !tcp ? ['URX', flags].filter((flag) => flag !== '').join(',') : flags;
}

function texts(
  kind: FailureKind,
  failure: Failure,
  options: FailureOptions,
): { readonly details: string; readonly body: string } {
  if (failure.reset !== undefined) return upstreamReset(failure.reset, options.detail ?? failure.detail, options);
  const details = kind === 'codec_error' ? (options.detail ?? failure.details) : failure.details;
  return { details: details ?? '', body: failure.body ?? '' };
}
