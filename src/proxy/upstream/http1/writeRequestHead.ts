import type { HttpRequest } from '../../../envoy/model/HttpRequest.js';

/** Methods whose requests have no body: `HeaderUtility::requestShouldHaveNoBody`. */
const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'TRACE', 'CONNECT']);

/** The bytes of a request's head, and whether its body goes in chunks. */
export interface RequestHead {
  readonly text: string;
  readonly chunked: boolean;
}

/**
 * A request as HTTP/1.1 (source/common/http/http1/codec_impl.cc, RequestEncoderImpl::encodeHeaders, encodeHeadersBase): names in lower
 * case; chunks where a body follows whose length is not said; `content-length: 0` where none follows a method that may have one.
 */
export function writeRequestHead(request: HttpRequest, endStream: boolean, upgrade: boolean): RequestHead {
  const { method, path, authority, headers } = request;
  let text = `${method} ${method === 'CONNECT' ? (authority ?? '') : path} HTTP/1.1\r\nhost: ${authority ?? ''}\r\n`;
  let hasLength = false;
  for (const { name, value } of headers) {
    if (name === 'content-length') hasLength = true;
    text += `${name}: ${value}\r\n`;
  }
  if (endStream) {
    if (!hasLength && !BODILESS.has(method)) text += 'content-length: 0\r\n';
    return { text: `${text}\r\n`, chunked: false };
  }
  const chunked = !hasLength && !upgrade && method !== 'CONNECT';
  return { text: chunked ? `${text}transfer-encoding: chunked\r\n\r\n` : `${text}\r\n`, chunked };
}
