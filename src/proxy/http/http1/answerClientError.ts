import type { Duplex } from 'node:stream';
import type { ClientConnection } from '../../connection/ClientConnection.js';
import type { HcmPlan } from '../HcmPlan.js';
import { newRecord } from '../newRecord.js';

/** What Envoy says to a request that its codec refuses. */
interface Refusal {
  readonly status: number;
  readonly words: string;
  readonly details: string;
}

const BAD: Refusal = { status: 400, words: 'Bad Request', details: 'http1.codec_error' };

/** What `node:http` refuses, by its error's code and text. */
function refusalOf({ code = '', message }: NodeJS.ErrnoException): Refusal | undefined {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, words: 'Request Header Fields Too Large', details: 'http1.headers_too_large' };
    case 'HPE_INVALID_VERSION':
      return { status: 426, words: 'Upgrade Required', details: 'low_version' };
    case 'HPE_INVALID_CONTENT_LENGTH':
    case 'HPE_INVALID_TRANSFER_ENCODING':
      return /can't be present|Transfer-Encoding/i.test(message) && message.includes('Content-Length')
        ? { ...BAD, details: 'http1.content_length_and_chunked_not_allowed' }
        : BAD;
    default:
      return code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE' ? BAD : undefined;
  }
}

/** Answers a request that the parser refused, and ends the connection; one that was reset is only ended. */
export function answerClientError(
  plan: HcmPlan,
  client: ClientConnection,
  error: NodeJS.ErrnoException,
  socket: Duplex,
): void {
  const refusal = refusalOf(error);
  if (refusal === undefined || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, words, details } = refusal;
  const length = Buffer.byteLength(words);
  const head = `HTTP/1.1 ${status} ${words}\r\ncontent-length: ${length}\r\ncontent-type: text/plain\r\ndate: ${new Date().toUTCString()}\r\nserver: ${plan.settings.serverName}\r\nconnection: close\r\n\r\n`;
  client.end.flag = 'DPE';
  plan.stats.cxProtocolError.add(1);
  const record = newRecord(client, 'http');
  record.flag('DPE');
  record.responseCode = status;
  record.responseCodeDetails = details;
  record.protocol = 'HTTP/1.1';
  record.bytesSent = length;
  record.endedAt = performance.now();
  plan.stats.rqTotal.add(1);
  plan.logger.log(record);
  socket.write(head + words, 'latin1');
  // The client may read it in peace (`delayed_close_timeout`).
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), plan.settings.delayedCloseTimeoutMs);
  socket.once('end', () => socket.destroy());
  socket.once('close', () => clearTimeout(timer));
}
