import type { HttpRequest } from '../model/HttpRequest.js';
import { firstHeader } from './headers.js';

/**
 * Content type `application/grpc` or `application/grpc+…`, case-sensitive, of a request that has a path: CONNECT is none
 * (source/common/grpc/common.cc, isGrpcRequestHeaders; measured).
 */
export function isGrpcRequest(request: HttpRequest): boolean {
  if (request.path === '') return false;
  const contentType = firstHeader(request, 'content-type') ?? '';
  return contentType === 'application/grpc' || contentType.startsWith('application/grpc+');
}
