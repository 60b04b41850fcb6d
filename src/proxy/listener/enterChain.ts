import type { Socket } from 'node:net';
import { matchFilterChain } from '../../envoy/chain/matchFilterChain.js';
import type { InspectedConnection } from '../../envoy/model/Connection.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import { runNetworkFilters } from '../connection/runNetworkFilters.js';
import type { ProxyCore } from '../ProxyCore.js';
import { StreamRecord } from '../runtime/StreamRecord.js';
import type { ActiveListener } from './ActiveListener.js';
import { logConnection } from './logConnection.js';
import { terminateClient } from './terminateClient.js';

/** A connection on its final listener: filter chain, TLS, network filters. */
export function enterChain(
  core: ProxyCore,
  active: ActiveListener,
  socket: Socket,
  inspected: InspectedConnection,
): void {
  const { listener } = active;
  const { value: chain, truth, unknown } = matchFilterChain(listener, inspected);
  const id = core.nextConnectionId();
  if (chain === undefined) {
    if (truth === 'unknown') core.note(`not decided: ${unknown ?? 'filter chain'}`);
    active.noFilterChain.add(1);
    logRefused(active, inspected, id);
    socket.destroy();
    return;
  }
  const client: ClientConnection = {
    id,
    socket,
    listener,
    chain,
    inspected,
    tls: false,
    filterState: inspected.filterState,
    end: { details: '', flag: '', transportFailure: '' },
  };
  logConnection(active, socket, client);
  const { transportSocket } = chain;
  if (transportSocket.kind === 'raw_buffer') runNetworkFilters(core, client);
  else if (transportSocket.kind === 'tls') terminateClient(core, client, transportSocket, active.tls);
  else socket.destroy();
}

/** No chain: only the listener's own access log tells (measured). */
function logRefused({ logger, listener }: ActiveListener, inspected: InspectedConnection, connectionId: number): void {
  const record = new StreamRecord({
    kind: 'connection',
    connectionId,
    listenerName: listener.name,
    filterChainName: '',
    local: inspected.local,
    directLocal: inspected.accepted,
    remote: inspected.source,
    directRemote: inspected.directSource ?? inspected.source,
    serverName: inspected.serverName,
    tls: undefined,
    filterState: inspected.filterState,
  });
  record.flag('NR');
  record.responseCodeDetails = 'filter_chain_not_found';
  record.endedAt = performance.now();
  logger.log(record);
}
