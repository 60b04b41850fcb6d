import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { unauthorized } from '../server/Status.js';
import type { Tokens } from './Tokens.js';
import { ANONYMOUS, type User } from './User.js';

const AUTHENTICATED = 'system:authenticated';

/** Who asks, by bearer token or client certificate. Throws a 401 for credentials that are not known. */
export function authenticate(message: IncomingMessage, tokens: Tokens): User {
  const authorization = message.headers.authorization ?? '';
  const token = /^bearer\s+(.+)$/i.exec(authorization)?.[1] ?? tokenOfProtocol(message);
  const certificate = userOfCertificate(message);
  if (certificate !== undefined) return withGroup(certificate);
  if (token !== undefined) {
    const user = tokens.userOf(token.trim());
    if (user === undefined) throw unauthorized();
    return withGroup(user);
  }
  return ANONYMOUS;
}

function withGroup(user: User): User {
  return user.groups.includes(AUTHENTICATED) ? user : { ...user, groups: [...user.groups, AUTHENTICATED] };
}

/** Browsers can't set headers of a WebSocket: their token is a subprotocol. */
function tokenOfProtocol(message: IncomingMessage): string | undefined {
  const [, encoded] =
    /base64url\.bearer\.authorization\.k8s\.io\.([\w-]+)/.exec(message.headers['sec-websocket-protocol'] ?? '') ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64url').toString();
}

function userOfCertificate({ socket }: IncomingMessage): User | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  if (!socket.authorized) throw unauthorized();
  const parts = certificate.subject.split('\n').map((line) => line.split('='));
  const valuesOf = (key: string) => parts.flatMap(([name, ...value]) => (name === key ? [value.join('=')] : []));
  return { name: valuesOf('CN')[0] ?? '', groups: valuesOf('O') };
}
