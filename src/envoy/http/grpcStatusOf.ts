/**
 * The grpc-status that stands for an HTTP status in a local reply (source/common/grpc/status.cc, httpToGrpcStatus; measured):
 * everything without a code of its own is 2, Unknown.
 */
export function grpcStatusOf(httpStatus: number): number {
  switch (httpStatus) {
    case 400:
      return 13;
    case 401:
      return 16;
    case 403:
      return 7;
    case 404:
      return 12;
    case 429:
    case 502:
    case 503:
    case 504:
      return 14;
    default:
      return 2;
  }
}
