import type { FirstBytes, PeerCertificate } from '../../envoy/model/Connection.js';
import type { TraceRequest } from '../model/TraceRequest.js';
import type { Content } from './Content.js';

/** What the application puts on the wire. */
export function contentOf(request: TraceRequest, certificate: PeerCertificate | undefined): Content {
  const inner = firstBytesOf(request);
  const http =
    request.protocol === 'tcp' || request.protocol === 'server-first'
      ? {}
      : {
          http: {
            method: request.method,
            scheme: request.tls === undefined ? 'http' : 'https',
            authority: request.authority,
            path: request.path,
            headers: request.headers,
            protocol: httpVersion(request),
          },
        };
  if (request.tls === undefined) return { firstBytes: inner, ...http };
  const { sni, alpn } = request.tls;
  const tls = { sni, alpn, inner, ...(certificate === undefined ? {} : { certificate }) };
  const negotiates =
    'http' in http && request.tls.as === undefined && ['h2', 'http/1.1'].every((name) => alpn.includes(name));
  return { firstBytes: 'tls', tls, tlsOf: 'client', ...http, ...(negotiates ? { negotiates } : {}) };
}

function httpVersion({ protocol }: TraceRequest): 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2' {
  if (protocol === 'h2') return 'HTTP/2';
  return protocol === 'http/1.0' ? 'HTTP/1.0' : 'HTTP/1.1';
}

function firstBytesOf({ protocol }: TraceRequest): FirstBytes {
  switch (protocol) {
    case 'http/1.0':
    case 'http/1.1':
      return protocol;
    case 'h2':
      return 'h2c';
    case 'tcp':
      return 'other';
    case 'server-first':
      return 'none';
  }
}
