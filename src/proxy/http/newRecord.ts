import type { ClientConnection } from '../connection/ClientConnection.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';
import { StreamRecord } from '../runtime/StreamRecord.js';

/** A record that knows its connection. */
export function newRecord(client: ClientConnection, kind: StreamInfo['kind']): StreamRecord {
  const { inspected } = client;
  return new StreamRecord({
    kind,
    connectionId: client.id,
    listenerName: client.listener.name,
    filterChainName: client.chain.name,
    local: inspected.local,
    directLocal: inspected.accepted,
    remote: inspected.source,
    directRemote: inspected.directSource ?? inspected.source,
    serverName: inspected.serverName,
    tls: client.tlsInfo,
    filterState: client.filterState,
  });
}
