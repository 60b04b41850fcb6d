import { request as startRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CallerSaw } from '../CallerSaw.js';
import type { Dial } from '../Dial.js';
import { begun } from './begun.js';
import { grpcStatusOf } from './grpcStatusOf.js';
import { readBody } from './readBody.js';

/** One HTTP/1.1 request over a connection: Host and headers in the order given, nothing added but `connection: close`. */
export function speakHttp1(stream: Duplex, dial: Dial): Promise<CallerSaw> {
  return new Promise((resolve, reject) => {
    const { method, path, authority, headers, data } = dial;
    const request = begun(() =>
      startRequest({
        createConnection: () => stream,
        method,
        path,
        setHost: false,
        headers: ['host', authority, ...headers.flat(), 'connection', 'close'],
      }),
    );
    request.once('error', reject);
    request.once('response', (response) => {
      response.once('error', reject);
      readBody(response).then((body) => resolve(answerOf(response, body)), reject);
    });
    // What comes behind such a head is no body to `node:http`, whatever the status: it is read here where a length is told.
    const handedOver = (response: IncomingMessage, socket: Duplex, head: Buffer): void => {
      readLength(socket, head, Number(response.headers['content-length'] ?? 0)).then(
        (body) => resolve(answerOf(response, body)),
        reject,
      );
    };
    request.once('connect', handedOver);
    request.once('upgrade', handedOver);
    request.end(data === '' ? undefined : data);
  });
}

function answerOf(response: IncomingMessage, body: string): CallerSaw {
  const names = response.rawHeaders.filter((_, i) => i % 2 === 0);
  const own = names.map((name, i) => [name.toLowerCase(), response.rawHeaders[2 * i + 1] ?? ''] as const);
  const grpcStatus = grpcStatusOf(response.trailers['grpc-status'] ?? response.headers['grpc-status']);
  return { kind: 'answer', status: response.statusCode ?? 0, headers: own, body, ...grpcStatus };
}

/** So many bytes as text, or what of them came before the end. */
async function readLength(socket: Duplex, head: Buffer, length: number): Promise<string> {
  const chunks = [head];
  let size = head.length;
  if (size < length)
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= length) break;
    }
  return Buffer.concat(chunks).subarray(0, length).toString();
}
