import type { Truth } from '../../../logic/Truth.js';
import { isLoopback, type IpAddress } from '../../../net/IpAddress.js';
import type { InspectedConnection, PeerCertificate } from '../../model/Connection.js';
import type { HttpConnectionManager } from '../../model/HttpConnectionManager.js';
import type { Header, HttpRequest } from '../../model/HttpRequest.js';
import { unknownValue } from '../../string/unknownValue.js';
import { joinValues } from '../joinInlineHeaders.js';
import { firstHeader, headerValues, withHeader } from '../headers.js';
import { upgradeType } from '../upgradeType.js';
import { forwardClientCert } from './forwardClientCert.js';
import { sanitizeTe } from './sanitizeTe.js';

/** Headers that only an internal request may bring (source/common/http/conn_manager_utility.cc). */
const INTERNAL_ONLY: readonly string[] = [
  'x-envoy-internal',
  'x-envoy-retry-on',
  'x-envoy-retry-grpc-on',
  'x-envoy-max-retries',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-rq-timeout-alt-response',
  'x-envoy-expected-rq-timeout-ms',
  'x-envoy-force-trace',
  'x-envoy-ip-tags',
  'x-envoy-original-url',
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-retriable-status-codes',
  'x-envoy-retriable-header-names',
  'x-envoy-upstream-stream-duration-ms',
];

/** Headers that the edge (use_remote_address) takes from no one outside. */
const EDGE_ONLY: readonly string[] = [
  'x-envoy-decorator-operation',
  'x-envoy-downstream-service-cluster',
  'x-envoy-downstream-service-node',
  'x-envoy-original-path',
  'x-envoy-original-host',
];

const GUARDED: ReadonlySet<string> = new Set(INTERNAL_ONLY);
const GUARDED_AT_EDGE: ReadonlySet<string> = new Set([...INTERNAL_ONLY, ...EDGE_ONLY]);

const OF_UPGRADES: ReadonlySet<string> = new Set(['keep-alive', 'proxy-connection', 'transfer-encoding']);
const HOP_BY_HOP: ReadonlySet<string> = new Set([...OF_UPGRADES, 'connection', 'upgrade']);

/** The connection as the headers need it. */
export interface DownstreamPeer {
  readonly connection: InspectedConnection;
  readonly tls: boolean;
  readonly peer?: PeerCertificate;
  readonly remoteIp: IpAddress;
  readonly internal: Truth;
  readonly version?: string | undefined;
}

/**
 * What the connection manager itself does to the headers (source/common/http/conn_manager_utility.cc, mutateRequestHeaders):
 * X-Forwarded-For, -Proto, -Client-Cert, x-envoy-internal, -external-address, x-request-id, and the internal headers that others
 * may not send. Connection-level headers are dropped, but for those of an upgrade and `te: trailers`.
 */
export function mutateRequestHeaders(
  hcm: HttpConnectionManager,
  request: HttpRequest,
  downstream: DownstreamPeer,
): readonly Header[] {
  const { connection, tls, remoteIp, internal } = downstream;
  let headers = withoutHopByHop(request, downstream.version);
  const proto = firstHeader(request, 'x-forwarded-proto');
  const untrusted = hcm.useRemoteAddress && hcm.xffNumTrustedHops === 0;
  if (proto === undefined || untrusted) {
    headers = withHeader(headers, 'x-forwarded-proto', tls ? 'https' : 'http');
  }
  if (hcm.via !== '') headers = withHeader(headers, 'via', [...headerValues(request, 'via'), hcm.via].join(', '));
  if (hcm.useRemoteAddress && !hcm.skipXffAppend) headers = appendForwardedFor(headers, request, connection);
  if (hcm.appendXForwardedPort && (untrusted || firstHeader(request, 'x-forwarded-port') === undefined)) {
    headers = withHeader(headers, 'x-forwarded-port', String(connection.local.port));
  }
  headers = guardInternalHeaders(headers, internal, hcm.useRemoteAddress);
  const edge = hcm.useRemoteAddress && internal === 'no';
  if (edge) headers = withHeader(headers, 'x-envoy-external-address', remoteIp.text);
  if (hcm.generateRequestId && (edge || firstHeader(request, 'x-request-id') === undefined)) {
    headers = withHeader(headers, 'x-request-id', unknownValue('x-request-id'));
  }
  return forwardClientCert(hcm.forwardClientCertDetails, headers, tls ? downstream.peer : undefined);
}

function withoutHopByHop(request: HttpRequest, version: string | undefined): readonly Header[] {
  const upgrade = request.method !== 'CONNECT' && upgradeType(request) !== undefined;
  const dropped = upgrade ? OF_UPGRADES : HOP_BY_HOP;
  return sanitizeTe(
    request.headers.filter(({ name }) => !dropped.has(name)),
    version,
  );
}

/** The peer behind what was sent, without a space; for a loopback peer the node's own address (measured), which no dump tells. */
function appendForwardedFor(
  headers: readonly Header[],
  request: HttpRequest,
  connection: InspectedConnection,
): readonly Header[] {
  const { ip } = connection.source;
  const appended = isLoopback(ip) ? unknownValue('address of this proxy') : ip.text;
  return withHeader(
    headers,
    'x-forwarded-for',
    joinValues(headerValues(request, 'x-forwarded-for').join(','), appended),
  );
}

function guardInternalHeaders(
  headers: readonly Header[],
  internal: Truth,
  useRemoteAddress: boolean,
): readonly Header[] {
  if (internal === 'yes') return withHeader(headers, 'x-envoy-internal', 'true');
  const guarded = useRemoteAddress ? GUARDED_AT_EDGE : GUARDED;
  if (internal === 'no') return headers.filter(({ name }) => !guarded.has(name));
  const marked = headers.map((header) =>
    guarded.has(header.name) ? { ...header, value: unknownValue(header.name) } : header,
  );
  return withHeader(marked, 'x-envoy-internal', unknownValue('x-envoy-internal'));
}
