const NAMES = [
  'OK',
  'Canceled',
  'Unknown',
  'InvalidArgument',
  'DeadlineExceeded',
  'NotFound',
  'AlreadyExists',
  'PermissionDenied',
  'ResourceExhausted',
  'FailedPrecondition',
  'Aborted',
  'OutOfRange',
  'Unimplemented',
  'Internal',
  'Unavailable',
  'DataLoss',
  'Unauthenticated',
] as const;

/** The name of a gRPC status, `NotFound` or `NOT_FOUND`; one without a name is its number. */
export function grpcStatusName(status: number, form: 'CAMEL_STRING' | 'SNAKE_STRING'): string {
  const name = NAMES[status];
  if (name === undefined) return String(status);
  return form === 'CAMEL_STRING' ? name : name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
