import type { Header, HttpRequest } from '../../../envoy/model/HttpRequest.js';

/**
 * The request of an HTTP/2 stream: `host` stands in for a missing `:authority`, cookies are joined (RFC 9113 §8.2.3), and an extended
 * CONNECT (RFC 8441) is the upgrade that it means, as Envoy turns it (source/common/http/http2/codec_impl.cc).
 */
export function readHttp2Request(pseudo: ReadonlyMap<string, string>, sent: readonly Header[]): HttpRequest {
  const protocol = pseudo.get(':protocol');
  const cookies = sent.filter(({ name }) => name === 'cookie').map(({ value }) => value);
  const host = sent.find(({ name }) => name === 'host')?.value;
  const authority = pseudo.get(':authority') ?? host;
  const headers = sent.filter(({ name }) => name !== 'host' && name !== 'cookie');
  if (cookies.length > 0) headers.push({ name: 'cookie', value: cookies.join('; ') });
  if (protocol !== undefined)
    headers.push({ name: 'connection', value: 'upgrade' }, { name: 'upgrade', value: protocol });
  return {
    method: protocol === undefined ? (pseudo.get(':method') ?? '') : 'GET',
    scheme: pseudo.get(':scheme') ?? 'http',
    path: pseudo.get(':path') ?? '',
    headers,
    protocol: 'HTTP/2',
    ...(authority === undefined ? {} : { authority }),
  };
}
