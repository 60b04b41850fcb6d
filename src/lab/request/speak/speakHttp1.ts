import { request as startRequest } from 'node:http';
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
      readBody(response).then((body) => {
        const names = response.rawHeaders.filter((_, i) => i % 2 === 0);
        const own = names.map((name, i) => [name.toLowerCase(), response.rawHeaders[2 * i + 1] ?? ''] as const);
        const grpcStatus = grpcStatusOf(response.trailers['grpc-status'] ?? response.headers['grpc-status']);
        resolve({ kind: 'answer', status: response.statusCode ?? 0, headers: own, body, ...grpcStatus });
      }, reject);
    });
    request.end(data === '' ? undefined : data);
  });
}
