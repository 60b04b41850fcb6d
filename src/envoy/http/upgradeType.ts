import type { HttpRequest } from '../model/HttpRequest.js';
import { firstHeader } from './headers.js';

/**
 * The kind of upgrade that a request asks for, in lower case (source/common/http/utility.cc, isUpgrade): `connect` for CONNECT, the
 * Upgrade header's value when Connection names it. `undefined`: none.
 */
export function upgradeType(request: HttpRequest): string | undefined {
  if (request.method === 'CONNECT') return 'connect';
  const upgrade = firstHeader(request, 'upgrade') ?? '';
  if (upgrade === '') return undefined;
  const connection = (firstHeader(request, 'connection') ?? '').toLowerCase().split(',');
  return connection.some((token) => token.trim() === 'upgrade') ? upgrade.toLowerCase() : undefined;
}
