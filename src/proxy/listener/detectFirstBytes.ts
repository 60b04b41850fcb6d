import type { ClientTls, FirstBytes } from '../../envoy/model/Connection.js';
import { parseClientHello } from './parseClientHello.js';

/** What the first bytes of a client are. */
export interface Detected {
  readonly firstBytes: FirstBytes;
  readonly tls?: ClientTls;
}

const PREFACE = 'PRI * HTTP/2.0\r\n';
/** What the http_inspector reads at most. */
const LONGEST_LINE = 64 * 1024;

/**
 * What the client speaks (filters/listener/tls_inspector, http_inspector; measured). `more`: the bytes do not say yet; `refused`: the
 * connection is to be closed. `http`: an inspector asks for HTTP's version too, else what is no TLS is `other`.
 */
export function detectFirstBytes(
  bytes: Buffer,
  inspects: { readonly tls: boolean; readonly http: boolean },
): Detected | 'more' | 'refused' {
  if (bytes.length === 0) return 'more';
  if (inspects.tls) {
    if (bytes[0] === 0x16) {
      const hello = parseClientHello(bytes);
      if (hello === 'more' || hello === 'refused') return hello;
      if (hello !== 'other') return { firstBytes: 'tls', tls: { ...hello, inner: 'unknown' } };
    } else if (bytes.length < 5) return 'more';
  }
  return inspects.http ? detectHttp(bytes) : { firstBytes: 'other' };
}

function detectHttp(bytes: Buffer): Detected | 'more' | 'refused' {
  const text = bytes.toString('latin1', 0, Math.min(bytes.length, LONGEST_LINE + 1));
  if (text.startsWith(PREFACE)) return { firstBytes: 'h2c' };
  if (PREFACE.startsWith(text)) return 'more';
  const newline = text.indexOf('\n');
  if (newline < 0) {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?: [!-~]*(?: [A-Za-z0-9/.]*\r?)?)?$/.test(text)) return { firstBytes: 'other' };
    return text.length > LONGEST_LINE ? 'refused' : 'more';
  }
  const line = text.slice(0, newline).replace(/\r$/, '');
  const match = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+ [!-~]+(?: (HTTP\/\d\.\d))?$/.exec(line);
  if (match === null) return { firstBytes: 'other' };
  return { firstBytes: match[1] === 'HTTP/1.1' ? 'http/1.1' : 'http/1.0' };
}
