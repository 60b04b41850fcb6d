import { formatSocketAddress } from '../../../net/SocketAddress.js';
import type { Source, TraceRequest } from '../../../trace/model/TraceRequest.js';
import type { Json } from './Json.js';

/** The request that is asked about; addresses as text. */
export function requestToJson(request: TraceRequest): Json {
  const { tls, sender, connectTo, via } = request;
  return {
    from: sourceToJson(request.from),
    url: request.url,
    host: request.host,
    port: request.port,
    transport: request.transport,
    protocol: request.protocol,
    method: request.method,
    authority: request.authority,
    path: request.path,
    headers: request.headers.map(({ name, value }) => ({ name, value })),
    tls: tls === undefined ? undefined : { sni: tls.sni, alpn: tls.alpn, as: tls.as },
    sender: { uid: sender.uid, gid: sender.gid, mark: sender.mark, container: sender.container },
    sourceIp: request.sourceIp,
    sourcePort: request.sourcePort,
    connectTo: connectTo === undefined ? undefined : formatSocketAddress(connectTo),
    resolve: request.resolve.map(({ host, port, address }) => ({ host, port, address })),
    ctState: request.ctState,
    only: request.only,
    via: via === undefined ? undefined : { namespace: via.namespace, name: via.name },
    withReturn: request.withReturn,
  };
}

function sourceToJson(source: Source): Json {
  switch (source.kind) {
    case 'pod':
      return { kind: source.kind, namespace: source.namespace, name: source.name };
    case 'node':
      return { kind: source.kind, name: source.name };
    case 'outside':
      return { kind: source.kind, address: source.address };
  }
}
