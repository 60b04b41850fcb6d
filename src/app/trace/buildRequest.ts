import type { Facts } from '../../facts/Facts.js';
import { meshAlpn } from '../../istio/meshAlpn.js';
import { parseIp } from '../../net/IpAddress.js';
import { parsePort } from '../../net/parsePort.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { ApplicationProtocol, TraceRequest } from '../../trace/model/TraceRequest.js';
import { checkContradictions } from './checkContradictions.js';
import { findSource } from './findSource.js';
import { findVia } from './findVia.js';
import { parseTraceUrl, type TraceUrl } from './parseTraceUrl.js';
import { readConnectTo } from './readConnectTo.js';
import { readHeaders } from './readHeaders.js';
import { senderOf } from './senderOf.js';
import type { TraceOptions } from './TraceOptions.js';

/** A request in canonical form, and notes for stderr about what was chosen. */
export interface BuiltRequest {
  readonly request: TraceRequest;
  readonly notes: readonly string[];
}

/** What the application offers in a TLS handshake when nothing is said, as curl does. */
const DEFAULT_ALPN = ['h2', 'http/1.1'];

/** Reads the user's words into a request; what contradicts itself or names nothing is a usage error. */
export function buildRequest(facts: Facts, options: TraceOptions): BuiltRequest {
  const url = parseTraceUrl(options.url);
  checkContradictions(options, url);
  const source = findSource(facts, options.from, options.namespace);
  const isHttp = url.kind === 'http' || url.kind === 'grpc';
  const { headers, host } =
    url.kind === 'http' || url.kind === 'grpc' ? readHeaders(options, url.kind) : { headers: [], host: undefined };
  const tls = tlsOf(options, url);
  const via = findVia(facts, options, source.from, url);
  const connectTo = readConnectTo(options.connectTo, url);
  const notes = [...source.notes, ...via.notes];
  const request: TraceRequest = {
    from: source.from,
    url: options.url,
    host: connectTo?.host ?? url.host,
    port: connectTo?.port ?? url.port,
    transport: url.kind === 'udp' ? 'udp' : 'tcp',
    protocol: protocolOf(options, url, tls?.alpn ?? []),
    method: options.method ?? (url.kind === 'grpc' || options.data !== undefined ? 'POST' : 'GET'),
    authority: isHttp ? (host ?? authorityOf(url)) : '',
    path: url.path,
    headers,
    ...(tls === undefined ? {} : { tls }),
    sender: senderOf(options, source),
    ...(options.sourceIp === undefined ? {} : { sourceIp: ipText(options.sourceIp) }),
    ...(options.sourcePort === undefined ? {} : { sourcePort: options.sourcePort }),
    resolve: options.resolve.flatMap(readResolve),
    ctState: options.ctState,
    ...(options.only === undefined ? {} : { only: options.only }),
    ...(via.via === undefined ? {} : { via: via.via }),
    withReturn: options.withReturn,
  };
  return { request, notes };
}

function tlsOf(options: TraceOptions, url: TraceUrl): TraceRequest['tls'] {
  const wanted = options.tls ?? (url.tls || options.asPeer !== undefined);
  if (!wanted) return undefined;
  const sni = options.sni ?? (parseIp(url.host) === undefined ? url.host : '');
  const given = options.alpn
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const usual = url.kind === 'grpc' ? ['h2'] : options.http11 ? ['http/1.1'] : DEFAULT_ALPN;
  const alpn = given ?? (url.kind === 'tcp' ? [] : options.asPeer === undefined ? usual : peerAlpn(options, url));
  return { sni, alpn, ...(options.asPeer === undefined ? {} : { as: options.asPeer }) };
}

/** A peer of the mesh speaks through its sidecar. */
function peerAlpn(options: TraceOptions, url: TraceUrl): readonly string[] {
  const h2 = url.kind === 'grpc' || options.http2 || options.http2PriorKnowledge;
  return meshAlpn(h2 ? 'HTTP/2' : 'HTTP/1.1');
}

function protocolOf(options: TraceOptions, url: TraceUrl, alpn: readonly string[]): ApplicationProtocol {
  if (url.kind === 'tcp' || url.kind === 'udp') return 'tcp';
  if (url.kind === 'grpc' || options.http2PriorKnowledge) return 'h2';
  if (options.http2 && alpn.includes('h2')) return 'h2';
  return 'http/1.1';
}

function authorityOf({ host, port, portWritten }: TraceUrl): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return portWritten ? `${name}:${port}` : name;
}

function ipText(text: string): string {
  const ip = parseIp(text);
  if (ip === undefined)
    throw new UserError(`--source-ip ${JSON.stringify(text)} is no IP address`, { exitCode: ExitCode.usage });
  return ip.text;
}

function readResolve(text: string): TraceRequest['resolve'] {
  const match = /^\+?([^:]+):(\d+):(.+)$/.exec(text);
  const [, host, portText, addresses = ''] = match ?? [];
  const port = parsePort(portText ?? '');
  const ips = addresses.split(',').map((one) => parseIp(one.trim().replace(/^\[|\]$/g, '')));
  if (host === undefined || port === undefined || ips.some((ip) => ip === undefined)) {
    throw new UserError(`--resolve ${JSON.stringify(text)} is not host:port:address`, { exitCode: ExitCode.usage });
  }
  return ips.map((ip) => ({ host, port, address: ip?.text ?? '' }));
}
