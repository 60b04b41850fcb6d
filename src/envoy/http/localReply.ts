import type { Header, HttpRequest } from '../model/HttpRequest.js';
import type { LocalReply } from '../model/LocalReply.js';
import { grpcStatusOf } from './grpcStatusOf.js';
import { repliesInGrpc } from './repliesInGrpc.js';

/** What a filter or the connection manager answers with; absent parts are empty. */
export interface LocalReplyParts {
  readonly status: number;
  readonly body?: string;
  readonly flags?: string;
  readonly details: string;
  readonly headers?: readonly Header[];
  /** Instead of the status that follows from `status`, for a gRPC request. */
  readonly grpcStatus?: number;
}

/**
 * A local reply as the caller gets it (source/common/http/utility.cc, Utility::prepareLocalReply). A gRPC request gets 200 with
 * `grpc-status`, and the body as `grpc-message`; HEAD gets no body. What `local_reply_config` may change is not in it.
 */
export function localReply(parts: LocalReplyParts, request: HttpRequest | undefined): LocalReply {
  const { status, body = '', flags = '', details, headers = [] } = parts;
  const common = { flags, details, terminationDetails: '' };
  if (request && repliesInGrpc(request)) {
    const grpcStatus = parts.grpcStatus ?? grpcStatusOf(status);
    const grpcHeaders = [
      { name: 'content-type', value: 'application/grpc' },
      { name: 'grpc-status', value: String(grpcStatus) },
      ...(body === '' ? [] : [{ name: 'grpc-message', value: percentEncode(body) }]),
    ];
    return { ...common, status: 200, grpcStatus, headers: [...headers, ...grpcHeaders], body: '' };
  }
  const added: Header[] = [];
  if (body !== '') {
    added.push({ name: 'content-length', value: String(Buffer.byteLength(body)) });
    if (!headers.some(({ name }) => name === 'content-type')) added.push({ name: 'content-type', value: 'text/plain' });
  }
  return { ...common, status, headers: [...headers, ...added], body: request?.method === 'HEAD' ? '' : body };
}

/** The gRPC HTTP/2 protocol's Percent-Encoded: all but printable ASCII, and `%`. */
function percentEncode(text: string): string {
  return Array.from(Buffer.from(text), (byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x25
      ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte),
  ).join('');
}
