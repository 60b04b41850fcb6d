import type { GrpcWeb } from '../../model/filter/GrpcWeb.js';
import type { Effect } from '../../../logic/Decision.js';
import type { Header } from '../../model/HttpRequest.js';
import { firstHeader, withHeader, withoutHeader } from '../headers.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';

const TYPES: ReadonlySet<string> = new Set([
  'application/grpc-web',
  'application/grpc-web+proto',
  'application/grpc-web-text',
  'application/grpc-web-text+proto',
]);

/**
 * `grpc_web.v3.GrpcWeb` (source/extensions/filters/http/grpc_web/grpc_web_filter.cc, decodeHeaders): a gRPC-Web request goes on as gRPC, without
 * a length; all others as they are. A body in base64 is taken to be proper.
 */
export function evaluateGrpcWeb({ at }: GrpcWeb, { context }: FilterSituation): FilterOutcome {
  const { request } = context;
  const type = firstHeader(request, 'content-type') ?? '';
  if (!TYPES.has(type) || request.path === '') return { says: 'sees no gRPC-Web', because: [] };
  const effects: Effect[] = [];
  let headers: readonly Header[] = withoutHeader(request.headers, 'content-length');
  const set = (what: string, to: string): void => {
    headers = withHeader(headers, what, to);
    effects.push({ what, to, at });
  };
  set('content-type', 'application/grpc');
  set('te', 'trailers');
  if (firstHeader(request, 'grpc-accept-encoding') === undefined) set('grpc-accept-encoding', 'identity');
  return { says: 'turns gRPC-Web into gRPC', because: [], request: { ...request, headers }, effects };
}
