import type { Header } from '../../../envoy/model/HttpRequest.js';

/** Headers of `node:http2`, names and values in turn, as `Header`s; pseudo headers apart. */
export function readRawHeaders(raw: unknown): {
  readonly pseudo: ReadonlyMap<string, string>;
  readonly headers: readonly Header[];
} {
  const pseudo = new Map<string, string>();
  const headers: Header[] = [];
  const flat: readonly unknown[] = Array.isArray(raw) ? raw : [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const [name, value] = [String(flat[i]), String(flat[i + 1])];
    if (name.startsWith(':')) pseudo.set(name, value);
    else headers.push({ name, value });
  }
  return { pseudo, headers };
}

/** Headers as `node:http2` takes them; what HTTP/2 does not have is left out. */
export function toNodeHeaders(headers: readonly Header[]): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  for (const { name, value } of headers) {
    if (CONNECTION_HEADERS.has(name)) continue;
    const earlier = result[name];
    if (earlier === undefined) result[name] = value;
    else if (typeof earlier === 'string') result[name] = SINGLE.has(name) ? value : [earlier, value];
    else earlier.push(value);
  }
  return result;
}

const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'host',
  'http2-settings',
]);

/** Those that `node:http2` refuses to send twice. */
const SINGLE: ReadonlySet<string> = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'content-encoding',
  'content-language',
  'content-location',
  'content-md5',
  'content-range',
  'date',
  'etag',
  'expires',
  'from',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'range',
  'referer',
  'retry-after',
  'tk',
  'upgrade-insecure-requests',
  'user-agent',
  'x-content-type-options',
  'access-control-allow-credentials',
  'access-control-max-age',
  'access-control-request-method',
  'dnt',
]);
