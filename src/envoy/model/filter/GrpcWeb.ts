/** `grpc_web.v3.GrpcWeb`; it has no fields. */
export interface GrpcWeb {
  readonly kind: 'grpc_web';
  readonly at: string;
}
