import type { Socket } from 'node:net';
import { newRecord } from '../http/newRecord.js';
import type { ClientConnection } from '../connection/ClientConnection.js';
import type { ActiveListener } from './ActiveListener.js';

/** The listener's own access log has a line for each connection, when it is closed. */
export function logConnection({ logger }: ActiveListener, socket: Socket, client: ClientConnection): void {
  const record = newRecord(client, 'connection');
  socket.once('close', () => {
    record.downstreamTransportFailureReason = client.end.transportFailure;
    record.connectionTerminationDetails = client.end.details;
    record.flag(client.end.flag);
    record.endedAt = performance.now();
    logger.log(record);
  });
}
