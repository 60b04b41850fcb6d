import type { HttpRequest } from '../../model/HttpRequest.js';

/**
 * HTTP/1 `allow_absolute_url` (default true; source/common/http/http1/codec_impl.cc, handlePath): `GET http://other:81/x` is path `/x`
 * of host `other:81`, whatever Host says, and scheme http; a query without a path stays one, which is then refused (measured). CONNECT has no path; its target stays the authority.
 */
export function splitAbsoluteUrl(request: HttpRequest, allowAbsoluteUrl: boolean): HttpRequest {
  if (request.path.startsWith('/') || request.protocol === 'HTTP/2') return request;
  if (!allowAbsoluteUrl || request.method === 'CONNECT') return request;
  const match = /^(https?):\/\/([^/?#]+)(.*)$/is.exec(request.path);
  if (!match) return request;
  const [, scheme = '', authority = '', rest = ''] = match;
  return { ...request, scheme: scheme.toLowerCase(), authority, path: rest === '' ? '/' : rest };
}
