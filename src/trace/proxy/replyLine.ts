import type { LocalReply } from '../../envoy/model/LocalReply.js';

/** `503, flags UH, no_healthy_upstream`. */
export function replyLine({ status, grpcStatus, flags, details }: LocalReply): string {
  const parts = [
    status === undefined ? 'closes the connection' : String(status),
    ...(grpcStatus === undefined ? [] : [`grpc-status ${grpcStatus}`]),
    ...(flags === '' ? [] : [`flags ${flags}`]),
    ...(details === '' ? [] : [details]),
  ];
  return parts.join(', ');
}
