import type { Header, HttpRequest } from '../../../envoy/model/HttpRequest.js';

/** What the framing of an answer depends on. */
export interface ResponseFraming {
  readonly status: number;
  readonly method: string;
  readonly protocol: HttpRequest['protocol'];
  readonly endStream: boolean;
}

/**
 * An answer's headers as `node:http` takes them, with what frames its body (source/common/http/http1/codec_impl.cc, encodeHeadersBase):
 * chunks where its length is not said, `content-length: 0` where there is none.
 */
export function flatHeaders(headers: readonly Header[], framing: ResponseFraming): string[] {
  const flat: string[] = [];
  let framed = false;
  for (const { name, value } of headers) {
    if (name === 'content-length') framed = true;
    flat.push(name, value);
  }
  const { status, method, protocol, endStream } = framing;
  if (framed || status < 200 || status === 204 || (method === 'CONNECT' && status < 300)) return flat;
  if (endStream && method !== 'HEAD') {
    if (status !== 304) flat.push('content-length', '0');
  } else if (protocol === 'HTTP/1.1' && status !== 304) flat.push('transfer-encoding', 'chunked');
  return flat;
}
