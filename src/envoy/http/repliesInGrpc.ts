import type { HttpRequest } from '../model/HttpRequest.js';
import { isGrpcRequest } from './isGrpcRequest.js';

/**
 * Whether a proxy's own answer to a request is framed as gRPC: by the content type that the request came with, whatever filters have made of
 * it since (source/common/http/filter_manager.cc, `is_grpc_request_`; measured).
 */
export function repliesInGrpc(request: HttpRequest): boolean {
  return request.cameAsGrpc ?? isGrpcRequest(request);
}
