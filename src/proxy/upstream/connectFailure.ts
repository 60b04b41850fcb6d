import type { UpstreamFailure } from './UpstreamStream.js';

/** strerror(3) of what connect(2) and bind(2) give. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ETIMEDOUT: 'Connection timed out',
  ECONNRESET: 'Connection reset by peer',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EACCES: 'Permission denied',
  ENOENT: 'No such file or directory',
  EPERM: 'Operation not permitted',
};

/** A connection that could not be made, in the words of Envoy (source/common/network/connection_impl.cc, onWriteReady). */
export function connectFailure(error: NodeJS.ErrnoException | undefined): UpstreamFailure {
  const words = WORDS[error?.code ?? 'ECONNRESET'] ?? error?.code ?? 'Unknown error';
  const detail = `delayed connect error: ${words}`;
  return { kind: 'connection_refused', detail, transportFailure: detail };
}
