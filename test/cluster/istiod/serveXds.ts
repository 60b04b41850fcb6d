import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import type { KeyPair } from '../pki/ClusterCa.js';
import { encode } from '../protobuf/encode.js';
import { bytesOf, fieldsOf } from '../protobuf/wire.js';
import { statusOf, type ConnectedProxy, type IstiodOptions, type XdsStatus } from './IstiodOptions.js';

const PATH = '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources';
const SYNCZ = 'istio.io/debug/syncz';
const CLIENT_CONFIG = 'type.googleapis.com/envoy.service.status.v3.ClientConfig';
const SENT_AT = Date.parse('2026-01-01T00:00:00Z') / 1000;

/** ConfigStatus of envoy/service/status/v3/csds.proto. */
const STATUS: Readonly<Record<XdsStatus, number>> = { SYNCED: 1, NOT_SENT: 2, STALE: 3, ERROR: 4 };

/** istiod's xDS on port 15012, as far as `istio.io/debug/syncz` (`pilot/pkg/xds/statusgen.go`). */
export function xdsServer(
  { certificate, key }: KeyPair,
  options: Required<Pick<IstiodOptions, 'name' | 'version' | 'proxies' | 'debugAccess'>>,
): Http2SecureServer {
  const server = createSecureServer({ cert: certificate, key, allowHTTP1: false });
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    if (headers[':path'] === PATH && options.debugAccess === 'open') serve(stream, options);
    else refuse(stream, headers[':path'] === PATH ? 16 : 12);
  });
  return server;
}

/** Only trailers: a gRPC status. */
function refuse(stream: ServerHttp2Stream, code: number): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': code }, { endStream: true });
}

function serve(
  stream: ServerHttp2Stream,
  options: Required<Pick<IstiodOptions, 'name' | 'version' | 'proxies'>>,
): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
  let rest = Buffer.alloc(0);
  let sent = 0;
  stream.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
      const message = rest.subarray(5, 5 + rest.readUInt32BE(1));
      rest = rest.subarray(5 + message.length);
      const request = fieldsOf(message);
      const text = (field: number) => bytesOf(request.find(([number]) => number === field)?.[1]).toString();
      // What is acknowledged is not answered again.
      if (text(5).startsWith('sent-')) continue;
      sent += 1;
      const response = responseTo(text(4), `sent-${sent}`, options);
      const head = Buffer.alloc(5);
      head.writeUInt32BE(response.length, 1);
      stream.write(Buffer.concat([head, response]));
    }
  });
}

function responseTo(
  typeUrl: string,
  nonce: string,
  { name, version, proxies }: Required<Pick<IstiodOptions, 'name' | 'version' | 'proxies'>>,
): Buffer {
  const identifier = JSON.stringify({ Component: 'istiod', ID: name, Info: { version } });
  const resources = typeUrl === SYNCZ ? proxies.map((proxy) => clientConfig(proxy, version)) : [];
  return encode(
    [1, '1'],
    ...resources.map((resource) => [2, encode([1, CLIENT_CONFIG], [2, resource])] as const),
    [4, typeUrl],
    [5, nonce],
    [6, encode([1, identifier])],
  );
}

function clientConfig(proxy: ConnectedProxy, version: string): Buffer {
  const metadata = {
    CLUSTER_ID: 'Kubernetes',
    NAMESPACE: proxy.id.split('.').at(-1) ?? '',
    ISTIO_VERSION: proxy.istioVersion ?? version,
  };
  const fields = Object.entries(metadata).map(
    ([key, value]) => [1, encode([1, key], [2, encode([3, value])])] as const,
  );
  return encode(
    [1, encode([1, proxy.id], [3, encode(...fields)])],
    ...statusOf(proxy).map(
      ([url, status]) => [3, encode([1, url], [5, encode([1, SENT_AT])], [6, STATUS[status]])] as const,
    ),
  );
}
