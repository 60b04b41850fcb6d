import { formatSocketAddress } from '../../net/SocketAddress.js';
import { firstHeader, headerValues } from '../http/headers.js';
import type { RequestContext } from '../model/RequestContext.js';
import { isUnknownValue } from '../string/unknownValue.js';
import { celUnknown, type CelMap, type CelValue } from './CelValue.js';

type Members = Readonly<Record<string, CelValue | undefined>>;

/**
 * What a condition may ask about (source/extensions/filters/common/expr/context.cc): `request`, `source`, `destination`, `connection` and
 * `metadata`; undefined: no such name. Others that Envoy has are not known here.
 */
export function attribute(name: string, context: RequestContext): CelValue | undefined {
  switch (name) {
    case 'request':
      return members(requestMembers(context));
    case 'connection':
      return members(connectionMembers(context));
    case 'source': {
      const { remoteIp, connection } = context;
      const port = remoteIp.text === connection.source.ip.text ? connection.source.port : 0;
      return members({ address: formatSocketAddress({ ip: remoteIp, port }), port: BigInt(port) });
    }
    case 'destination': {
      const { local } = context.connection;
      return members({ address: formatSocketAddress(local), port: BigInt(local.port) });
    }
    case 'metadata':
      return members({ filter_metadata: fromJson(Object.fromEntries(context.dynamicMetadata)) });
    case 'response':
    case 'upstream':
    case 'filter_state':
    case 'upstream_filter_state':
    case 'xds':
      return celUnknown(name);
    default:
      return undefined;
  }
}

function requestMembers({ request }: RequestContext): Members {
  const { path, method, scheme, authority, protocol } = request;
  const [urlPath = '', ...rest] = path.split('?');
  const [query = ''] = rest.join('?').split('#');
  // A connection has none of these.
  const present = (value: string): string | undefined => (value === '' ? undefined : value);
  const length = firstHeader(request, 'content-length');
  return {
    path: present(path),
    url_path: urlPath,
    query,
    host: authority,
    scheme: present(scheme),
    method: present(method),
    protocol: method === '' ? undefined : protocol,
    referer: text(firstHeader(request, 'referer')),
    useragent: text(firstHeader(request, 'user-agent')),
    id: text(firstHeader(request, 'x-request-id')),
    headers: headersMap(request),
    size: length === undefined ? 0n : /^\d{1,18}$/.test(length) ? BigInt(length) : undefined,
    ...Object.fromEntries(['time', 'total_size', 'headers_bytes'].map((name) => [name, celUnknown(`request.${name}`)])),
  };
}

/** By name in any case; the lines of a repeated header are joined by commas. */
function headersMap(request: RequestContext['request']): CelMap {
  const get = (key: string): CelValue | undefined => {
    const values = headerValues(request, key.toLowerCase());
    return values.length === 0 ? undefined : text(values.join(','));
  };
  return { kind: 'map', get };
}

function connectionMembers({ connection, tls, peer }: RequestContext): Members {
  const ofTls: Members = {
    subject_peer_certificate: peer?.subject ?? '',
    uri_san_peer_certificate: peer?.uriSans[0],
    dns_san_peer_certificate: peer?.dnsSans[0],
    ...Object.fromEntries(
      [
        ...['tls_version', 'subject_local_certificate', 'uri_san_local_certificate', 'dns_san_local_certificate'],
        ...['sha256_peer_certificate_digest', 'peer_certificate'],
      ].map((name) => [name, celUnknown(`connection.${name}`)]),
    ),
  };
  return {
    mtls: tls && peer !== undefined,
    requested_server_name: connection.serverName,
    id: celUnknown('connection.id'),
    ...(tls ? ofTls : {}),
  };
}

function members(of: Members): CelMap {
  return { kind: 'map', get: (key) => (Object.hasOwn(of, key) ? of[key] : undefined) };
}

function text(value: string | undefined): CelValue | undefined {
  return value !== undefined && isUnknownValue(value) ? celUnknown(value) : value;
}

/** Numbers of a Struct are no whole numbers. */
function fromJson(value: unknown): CelValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return text(value) ?? null;
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object') return celUnknown('metadata');
  const entries = new Map(Object.entries(value).map(([key, member]: [string, unknown]) => [key, fromJson(member)]));
  return { kind: 'map', get: (key) => entries.get(key), size: entries.size };
}
