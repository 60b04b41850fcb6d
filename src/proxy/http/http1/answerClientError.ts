import type { Duplex } from 'node:stream';
import type { ClientConnection } from '../../connection/ClientConnection.js';
import type { HcmPlan } from '../HcmPlan.js';
import { newRecord } from '../newRecord.js';
import { reasonPhrase } from './reasonPhrase.js';
import type { Refusal } from './refusalOf.js';

/** Answers what the parser refused before it was a request, and ends the connection. */
export function answerClientError(plan: HcmPlan, client: ClientConnection, refusal: Refusal, socket: Duplex): void {
  const { status, flags, headers, body } = refusal;
  logRefused(plan, client, refusal);
  if (flags === 'DPE') {
    client.end.flag = 'DPE';
    plan.stats.cxProtocolError.add(1);
  }
  const own = [
    ...headers,
    { name: 'date', value: plan.date.now() },
    { name: 'server', value: plan.settings.serverName },
    { name: 'connection', value: 'close' },
  ];
  const lines = own.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
  socket.write(`HTTP/1.1 ${status} ${reasonPhrase(status)}\r\n${lines}\r\n${body}`, 'latin1');
  closeLater(socket, plan.settings.delayedCloseTimeoutMs);
}

/** A head that breaks off with its connection has a line in the log, too (measured). */
export function logHalfHead(plan: HcmPlan, client: ClientConnection): void {
  const record = newRecord(client, 'http');
  record.flag('DC');
  record.responseCodeDetails = 'downstream_remote_disconnect';
  record.endedAt = performance.now();
  plan.stats.rqTotal.add(1);
  plan.logger.log(record);
}

function logRefused(plan: HcmPlan, client: ClientConnection, { status, flags, details, body }: Refusal): void {
  const record = newRecord(client, 'http');
  record.flag(...flags.split(','));
  record.responseCode = status;
  record.responseCodeDetails = details;
  record.protocol = 'HTTP/1.1';
  record.bytesSent = Buffer.byteLength(body);
  record.endedAt = performance.now();
  plan.stats.rqTotal.add(1);
  plan.logger.log(record);
}

/** The client may read it in peace (`delayed_close_timeout`). */
function closeLater(socket: Duplex, ms: number): void {
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), ms);
  socket.once('end', () => socket.destroy());
  socket.once('close', () => clearTimeout(timer));
}
