import { UserError } from '../../../text/UserError.js';
import type { CallerSaw, ConnectionFate } from '../CallerSaw.js';

/** What an error of a connection means to its caller, by the code that the system or OpenSSL gives it. */
const FATES: Readonly<Record<string, ConnectionFate>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  EINVAL: 'unreachable',
};

/**
 * How a connection ended that brought no answer. Node.js calls an end without answer ECONNRESET, too, but names a system call
 * only when the kernel said so; a TLS alert is how a peer closes. Throws a UserError on: there was no connection that could end.
 */
export function fateOf(error: unknown): CallerSaw {
  if (error instanceof UserError) throw error;
  const code = codeOf(error);
  if (code === 'ECONNRESET' && !(error instanceof Error && 'syscall' in error)) return { kind: 'closed', error: '' };
  return { kind: FATES[code] ?? 'closed', error: code };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
