/** A `grpc-status` as a field of what the caller saw; nothing where there is none. */
export function grpcStatusOf(value: string | readonly string[] | number | undefined): {
  readonly grpcStatus?: number;
} {
  const text = typeof value === 'object' ? value[0] : value;
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isInteger(number) ? { grpcStatus: number } : {};
}
