import type { Socket } from 'node:net';
import { connect as startTls } from 'node:tls';
import type { Duplex } from 'node:stream';
import type { CallerSaw } from '../CallerSaw.js';
import type { Dial } from '../Dial.js';
import { fateOf } from './fateOf.js';
import { speakHttp1 } from './speakHttp1.js';
import { speakHttp2 } from './speakHttp2.js';
import { speakTcp } from './speakTcp.js';

/**
 * Makes one request over a connection that may still be under way, and destroys it. However the connection ends is an answer. Throws a
 * UserError for a request that cannot be sent.
 */
export async function speak(socket: Socket, dial: Dial): Promise<CallerSaw> {
  // Whoever speaks hears of an error, too; one that comes later is nobody's.
  socket.on('error', () => undefined);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<CallerSaw>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'timeout', error: '' });
    }, dial.timeoutMs);
  });
  try {
    return await Promise.race([speakOver(socket, dial).catch(fateOf), patience]);
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

async function speakOver(socket: Socket, dial: Dial): Promise<CallerSaw> {
  if (dial.tls === undefined) return speakIn(socket, dial, '');
  const { stream, alpn } = await handshake(socket, dial.tls);
  try {
    return await speakIn(stream, dial, alpn);
  } finally {
    // It has taken the connection over: without it the socket would stay open.
    stream.destroy();
  }
}

function speakIn(stream: Duplex, dial: Dial, alpn: string): Promise<CallerSaw> {
  stream.on('error', () => undefined);
  if (dial.protocol === 'tcp') return speakTcp(stream, dial);
  return dial.protocol === 'h2' || alpn === 'h2' ? speakHttp2(stream, dial) : speakHttp1(stream, dial);
}

interface Handshake {
  readonly stream: Duplex;
  /** What was negotiated; '' for nothing. */
  readonly alpn: string;
}

function handshake(socket: Socket, { sni, alpn }: NonNullable<Dial['tls']>): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const stream = startTls({
      socket,
      rejectUnauthorized: false,
      ...(sni === '' ? {} : { servername: sni }),
      ...(alpn.length === 0 ? {} : { ALPNProtocols: [...alpn] }),
    });
    stream.once('error', reject);
    socket.once('error', reject);
    stream.once('close', () => {
      reject(new Error('closed'));
    });
    stream.once('secureConnect', () => {
      const { alpnProtocol } = stream;
      resolve({ stream, alpn: typeof alpnProtocol === 'string' ? alpnProtocol : '' });
    });
  });
}
