import { constants } from 'node:os';
import type { Libc } from './Libc.js';

/** A call of the kernel that failed: `code` as Node.js names it, e.g. `EADDRINUSE`. */
export class SystemCallError extends Error {
  override readonly name = 'SystemCallError';

  constructor(
    readonly code: string,
    readonly call: string,
  ) {
    super(`${call}: ${code}`);
  }
}

/** The name of an error number, e.g. `ECONNREFUSED`; of a number without one `errno 4095`. */
export function errnoName(errno: number): string {
  return NAMES.get(errno) ?? `errno ${errno}`;
}

/** Gives what a call returned, or throws what kept it from success. */
export function checked(libc: Libc, result: number, call: string): number {
  if (result < 0) throw new SystemCallError(errnoName(libc.errno()), call);
  return result;
}

/** Two numbers have two names; the first is what connect(2) and send(2) document. */
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.errno)
    .map(([name, errno]) => [errno, name] as const)
    .filter(([, name]) => name !== 'EWOULDBLOCK' && name !== 'EOPNOTSUPP'),
);
