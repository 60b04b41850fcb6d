import type { HttpRequest } from '../model/HttpRequest.js';
import { firstHeader } from './headers.js';

/** Content type `application/grpc` or `application/grpc+…`, case-sensitive (source/common/grpc/common.cc, hasGrpcContentType). */
export function isGrpcRequest(request: HttpRequest): boolean {
  const contentType = firstHeader(request, 'content-type') ?? '';
  return contentType === 'application/grpc' || contentType.startsWith('application/grpc+');
}
