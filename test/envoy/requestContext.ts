import type { InspectedConnection, PeerCertificate } from '../../src/envoy/model/Connection.js';
import type { Header, HttpRequest } from '../../src/envoy/model/HttpRequest.js';
import type { RequestContext } from '../../src/envoy/model/RequestContext.js';
import type { SocketAddress } from '../../src/net/SocketAddress.js';
import { parseSocketAddress } from '../../src/net/SocketAddress.js';
import { parseIp, type IpAddress } from '../../src/net/IpAddress.js';

/** What a test says of a request beside its first line; a header may have several lines. */
export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly protocol?: HttpRequest['protocol'];
  readonly version?: string | undefined;
  readonly tls?: boolean;
  readonly peer?: PeerCertificate;
  readonly runtime?: Readonly<Record<string, string>>;
  readonly filterState?: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly source?: string;
  readonly remoteIp?: string;
  readonly local?: string;
  readonly ignorePathParameters?: boolean;
  readonly authority?: string;
  readonly scheme?: string;
}

/** `GET example.com/a?b`: method, authority and path; `GET /a` has authority `example.com`, `CONNECT a.com:1` no path. */
export function request(line: string, options: RequestOptions = {}): HttpRequest {
  const match = /^(\S+) ([^/#?]*)(.*)$/.exec(line);
  const [, method = 'GET', authority = '', path = ''] = match ?? [];
  return {
    method,
    scheme: options.scheme ?? (options.tls ? 'https' : 'http'),
    authority: options.authority ?? (authority || 'example.com'),
    path,
    headers: Object.entries(options.headers ?? {}).flatMap(([name, values]): Header[] =>
      (typeof values === 'string' ? [values] : values).map((value) => ({ name: name.toLowerCase(), value })),
    ),
    protocol: options.protocol ?? 'HTTP/1.1',
  };
}

function ip(text: string): IpAddress {
  const parsed = parseIp(text);
  if (!parsed) throw new Error(`no address: ${text}`);
  return parsed;
}

export function socketAddress(text: string): SocketAddress {
  const parsed = parseSocketAddress(text);
  if (!parsed) throw new Error(`no socket address: ${text}`);
  return parsed;
}

export function connection(options: RequestOptions = {}): InspectedConnection {
  const local = socketAddress(options.local ?? '10.0.0.1:80');
  return {
    accepted: local,
    local,
    restored: false,
    source: socketAddress(options.source ?? '192.168.1.1:5555'),
    firstBytes: options.tls ? 'tls' : 'http/1.1',
    ...(options.tls ? { tls: { sni: 'example.com', alpn: [], inner: 'http/1.1' } } : {}),
    filterState: new Map(),
    transportProtocol: options.tls ? 'tls' : 'raw_buffer',
    serverName: options.tls ? 'example.com' : '',
    applicationProtocols: [],
  };
}

/** The context in which matchers see a request; Envoy 1.40.0 unless `version` says otherwise. */
export function requestContext(line: string, options: RequestOptions = {}): RequestContext {
  const version = 'version' in options ? options.version : '1.40.0';
  return {
    request: request(line, options),
    connection: connection(options),
    tls: options.tls ?? false,
    ...(options.peer ? { peer: options.peer } : {}),
    remoteIp: ip(options.remoteIp ?? '192.168.1.1'),
    internal: false,
    dynamicMetadata: new Map(Object.entries(options.metadata ?? {})),
    filterState: new Map(Object.entries(options.filterState ?? {})),
    ...(version === undefined ? {} : { version }),
    runtime: new Map(Object.entries(options.runtime ?? {})),
    ignorePathParameters: options.ignorePathParameters ?? false,
  };
}
