import { firstHeader } from '../http/headers.js';
import type { Header, HttpRequest } from '../model/HttpRequest.js';
import type { RetryPolicy } from '../model/Route.js';

/** `retry_on` words for what a gRPC answer says in its head (source/common/router/retry_state_impl.cc, parseRetryGrpcOn). */
const WORDS: Readonly<Record<string, string>> = {
  '1': 'cancelled',
  '4': 'deadline-exceeded',
  '8': 'resource-exhausted',
  '13': 'internal',
  '14': 'unavailable',
};

/** Whether an answer without body carries a gRPC status that the policy, or an internal request, asks to be tried again. */
export function isRetriedGrpc(
  policy: RetryPolicy | undefined,
  request: HttpRequest,
  headers: readonly Header[],
): boolean {
  const status = headers.find(({ name }) => name === 'grpc-status')?.value;
  const word = status === undefined ? undefined : WORDS[status];
  if (word === undefined) return false;
  const sent = (firstHeader(request, 'x-envoy-retry-grpc-on') ?? '').split(',').map((token) => token.trim());
  return [...(policy?.retryOn ?? []), ...sent].includes(word);
}
