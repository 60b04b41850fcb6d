import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { Source, TraceRequest } from '../../trace/model/TraceRequest.js';
import { quoted } from './pinFlag.js';

const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** The request in canonical form: who sends what where in one line, then what is particular about it, a line each. Not escaped. */
export function requestEcho(request: TraceRequest): readonly string[] {
  const { headers, tls, connectTo, sender, only, via, ctState, resolve } = request;
  return [
    `${sourceText(request)} -> ${target(request)}`,
    ...(hasOwnHost(request) ? [`-H ${quotedHeader('Host', request.authority)}`] : []),
    ...headers.map(({ name, value }) => `-H ${quotedHeader(name, value)}`),
    ...(tls === undefined ? [] : [tlsText(tls)]),
    ...(connectTo === undefined || formatSocketAddress(connectTo) === `${request.host}:${request.port}`
      ? []
      : [`connects to ${formatSocketAddress(connectTo)}`]),
    ...resolve.map(({ host, port, address }) => `--resolve ${host}:${port}:${address}`),
    ...(request.from.kind === 'pod' && only !== 'inbound' ? [senderText(sender)] : []),
    ...(via === undefined ? [] : [`by way of ${via.namespace}/${via.name}`]),
    ...(only === undefined ? [] : [`the ${only} side only`]),
    ...(ctState === 'new' ? [] : ['on a connection that is established already']),
  ];
}

function sourceText({ from, sourceIp, sourcePort }: TraceRequest): string {
  const address = sourceIp === undefined ? '' : ` from ${sourceIp}`;
  return `${sourceName(from)}${address}${sourcePort === undefined ? '' : ` port ${sourcePort}`}`;
}

function sourceName(source: Source): string {
  switch (source.kind) {
    case 'pod':
      return `${source.namespace}/${source.name}`;
    case 'node':
      return `node ${source.name}`;
    case 'outside':
      return source.address === undefined ? 'a client outside' : `${source.address} (outside)`;
  }
}

/** `GET http://catalog:8080/items HTTP/1.1`, `tcp://redis.data:6379`. */
function target(request: TraceRequest): string {
  const { protocol, method, path, transport, tls } = request;
  switch (protocol) {
    case 'tcp':
    case 'server-first': {
      const scheme = tls === undefined ? transport : 'tls';
      return `${scheme}://${hostPort(request, undefined)}${protocol === 'tcp' ? '' : ', where the server speaks first'}`;
    }
    case 'http/1.0':
    case 'http/1.1':
    case 'h2': {
      const scheme = tls === undefined ? 'http' : 'https';
      const version = protocol === 'h2' ? 'HTTP/2' : protocol.toUpperCase();
      return `${method} ${scheme}://${hostPort(request, PORTS[scheme])}${path} ${version}`;
    }
  }
}

function hostPort({ host, port }: TraceRequest, usual: number | undefined): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === usual ? name : `${name}:${port}`;
}

function hasOwnHost(request: TraceRequest): boolean {
  const { protocol, authority, host, port } = request;
  if (protocol === 'tcp' || protocol === 'server-first') return false;
  const name = host.includes(':') ? `[${host}]` : host;
  return authority !== name && authority !== `${name}:${port}`;
}

function quotedHeader(name: string, value: string): string {
  return quoted(`${name}: ${value}`);
}

function tlsText({ sni, alpn, as }: NonNullable<TraceRequest['tls']>): string {
  const offers = alpn.length === 0 ? 'no ALPN' : `ALPN ${alpn.join(', ')}`;
  return `TLS by the sender itself: SNI ${sni === '' ? 'none' : sni}, ${offers}${as === undefined ? '' : `, as ${as}`}`;
}

function senderText({ uid, gid, mark, container }: TraceRequest['sender']): string {
  const who = uid === 'ordinary' ? "an ordinary user, none of the proxy's" : `uid ${uid}, gid ${gid}`;
  const where = container === undefined ? '' : `container ${container}, `;
  return `sent by ${where}${who}${mark === 0 ? '' : `, mark 0x${mark.toString(16)}`}`;
}
