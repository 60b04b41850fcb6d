import type { HttpRequest } from '../../model/HttpRequest.js';
import type { LocalReply } from '../../model/LocalReply.js';
import { headerValues } from '../headers.js';

/** Tokens that say something of the connection and name no header to be dropped. */
const OWN: ReadonlySet<string> = new Set(['close', 'keep-alive', 'upgrade', 'http2-settings']);
/** Nobody may have these dropped: they tell where a request is from. */
const KEPT: ReadonlySet<string> = new Set(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']);
const MOST = 10;

/**
 * Headers that `connection` names go no further (RFC 9110 §7.6.1; source/common/http/utility.cc, sanitizeConnectionHeader; measured):
 * `host` neither, `te` is looked after elsewhere. Ten tokens, or one that must not be named, are refused. HTTP/1 only.
 */
export function dropNominated(request: HttpRequest): HttpRequest | LocalReply {
  const sent = request.protocol === 'HTTP/2' ? [] : headerValues(request, 'connection');
  if (sent.length === 0) return request;
  const tokens = sent
    .join(',')
    .split(',')
    .filter((token) => token !== '')
    .map((token) => token.trim().toLowerCase());
  if (tokens.length >= MOST || tokens.some((token) => KEPT.has(token) || token.startsWith(':'))) return REJECTED;
  const named = new Set(tokens.filter((token) => !OWN.has(token) && token !== 'te'));
  if (named.size === 0) return request;
  const { authority, ...rest } = request;
  const headers = request.headers.filter(({ name }) => !named.has(name));
  return named.has('host') || authority === undefined ? { ...rest, headers } : { ...rest, authority, headers };
}

const REJECTED: LocalReply = {
  status: 400,
  flags: 'DPE',
  details: 'http1.connection_header_rejected',
  terminationDetails: '',
  headers: [],
  body: 'Bad Request',
};
