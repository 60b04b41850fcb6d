import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { ProxyVisit } from './ProxyVisit.js';

/** Fills in the format operators that a connection answers (formatter/stream_info_formatter.cc); others stay as written. */
export function connectionText(format: string, { connection, peer, content }: ProxyVisit): string {
  return format.replace(/%([A-Z_]+)(?:\(([^)]*)\))?%/g, (operator, name: string, argument: string | undefined) => {
    switch (name) {
      case 'DOWNSTREAM_LOCAL_ADDRESS':
        return formatSocketAddress(connection.local);
      case 'DOWNSTREAM_REMOTE_ADDRESS':
        return formatSocketAddress(connection.source);
      case 'DOWNSTREAM_PEER_URI_SAN':
        return peer?.uriSans.join(',') ?? '';
      case 'REQUESTED_SERVER_NAME':
        return connection.serverName;
      case 'REQ':
        return requestHeader(content, argument) ?? operator;
      default:
        return operator;
    }
  });
}

function requestHeader({ http }: ProxyVisit['content'], name: string | undefined): string | undefined {
  if (http === undefined || name === undefined) return undefined;
  const wanted = name.toLowerCase();
  if (wanted === ':authority' || wanted === 'host') return http.authority ?? '';
  if (wanted === ':path') return http.path;
  if (wanted === ':method') return http.method;
  return http.headers.find((header) => header.name === wanted)?.value ?? '';
}
