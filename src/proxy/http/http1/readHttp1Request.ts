import type { IncomingMessage } from 'node:http';
import type { Header, HttpRequest } from '../../../envoy/model/HttpRequest.js';
import { dropHttp2Upgrade } from './dropHttp2Upgrade.js';

/** A request as it came in, and how large its head was. */
export interface Http1Request {
  readonly request: HttpRequest;
  readonly headerBytes: number;
  readonly endStream: boolean;
}

/** The request of a message of `node:http`; several `host` lines are joined, as Envoy joins them (measured). */
export function readHttp1Request(
  { rawHeaders, method = '', url = '', httpVersion }: IncomingMessage,
  tls: boolean,
): Http1Request {
  const headers: Header[] = [];
  let authority: string | undefined;
  let headerBytes = method.length + url.length;
  let endStream = true;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    const value = rawHeaders[i + 1] ?? '';
    headerBytes += name.length + value.length;
    if (name === 'host') {
      authority = authority === undefined ? value : `${authority},${value}`;
      continue;
    }
    if (name === 'transfer-encoding' || (name === 'content-length' && !/^0+$/.test(value))) endStream = false;
    headers.push({ name, value });
  }
  const connect = method === 'CONNECT';
  const request: HttpRequest = {
    method,
    scheme: tls ? 'https' : 'http',
    path: connect ? '' : url,
    headers: dropHttp2Upgrade(headers),
    protocol: httpVersion === '1.0' ? 'HTTP/1.0' : 'HTTP/1.1',
    ...(connect ? { authority: url } : authority === undefined ? {} : { authority }),
  };
  return { request, headerBytes, endStream };
}
