/** `grpc_http1_bridge.v3.Config`. */
export interface GrpcHttp1Bridge {
  readonly kind: 'grpc_http1_bridge';
  readonly at: string;
  /** Protobuf over plain HTTP becomes gRPC. */
  readonly upgradesProtobuf: boolean;
  readonly unsupported: readonly string[];
}
