import type { Socket } from 'node:net';
import { newRecord } from '../http/newRecord.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import type { ActiveListener } from './ActiveListener.js';

/** The listener's own access log has a line for each connection, when it is closed. */
export function logConnection({ logger }: ActiveListener, socket: Socket, client: ClientConnection): void {
  const record = newRecord(client, 'connection');
  const log = (): void => {
    record.downstreamTransportFailureReason = client.end.transportFailure;
    record.connectionTerminationDetails = client.end.details;
    record.flag(client.end.flag);
    logger.log(record);
  };
  socket.once('close', () => {
    record.endedAt = performance.now();
    // A handshake tells why it failed only when its socket is closed.
    if (client.chain.transportSocket.kind === 'tls') setImmediate(log);
    else log();
  });
}
