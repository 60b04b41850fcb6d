import type { Message } from '../Message.js';

/** The cluster of a `core.v3.GrpcService` in field `grpc_service`; undefined: there is none. */
export function readServiceCluster(message: Message): string | undefined {
  return message.message('grpc_service')?.message('envoy_grpc')?.text('cluster_name');
}
