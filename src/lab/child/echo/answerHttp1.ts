import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { readBody } from './readBody.js';
import { record, type Speaker } from './record.js';
import { wishesOf } from './wishes.js';

/** Answers a request of HTTP/1 with its record. */
export function answerHttp1(request: IncomingMessage, response: ServerResponse, speaker: Speaker): void {
  answer(request, response, speaker).catch(() => request.socket.destroy());
}

async function answer(request: IncomingMessage, response: ServerResponse, speaker: Speaker): Promise<void> {
  const body = await readBody(request);
  const status = await wishesOf((name) => request.headers[name]?.toString());
  const text = record(request.socket, speaker, { ...lineOf(request), body });
  response.writeHead(status, { 'content-type': 'application/json', 'x-lab-pod': speaker.pod });
  response.end(`${text}\n`);
}

/** Agrees to any upgrade, sends the record, and echoes. */
export function answerUpgrade(request: IncomingMessage, socket: Duplex, speaker: Speaker): void {
  const upgrade = request.headers.upgrade ?? '';
  const text = record(request.socket, speaker, { ...lineOf(request), body: Buffer.alloc(0) });
  socket.on('error', () => socket.destroy());
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: ${upgrade}\r\n\r\n${text}\n`);
  socket.pipe(socket);
}

function lineOf(request: IncomingMessage): {
  readonly protocol: 'HTTP/1.0' | 'HTTP/1.1';
  readonly method: string;
  readonly path: string;
  readonly authority: string;
  readonly headers: readonly (readonly [string, string])[];
} {
  const { rawHeaders: raw } = request;
  const headers = raw.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1] ?? ''] as const] : []));
  return {
    protocol: request.httpVersion === '1.0' ? 'HTTP/1.0' : 'HTTP/1.1',
    method: request.method ?? '',
    path: request.url ?? '',
    authority: request.headers.host ?? '',
    headers,
  };
}
