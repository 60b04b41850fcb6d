import { connect, type ClientHttp2Session, type IncomingHttpHeaders, type IncomingHttpStatusHeader } from 'node:http2';
import type { Duplex } from 'node:stream';
import type { CallerSaw } from '../CallerSaw.js';
import type { Dial } from '../Dial.js';
import { begun } from './begun.js';
import { grpcStatusOf } from './grpcStatusOf.js';
import { readBody } from './readBody.js';

/** One HTTP/2 request over a connection, from the preface on. */
export async function speakHttp2(stream: Duplex, dial: Dial): Promise<CallerSaw> {
  const scheme = dial.tls === undefined ? 'http' : 'https';
  const session = connect(`${scheme}://lab.invalid`, { createConnection: () => stream });
  try {
    return await Promise.race([ask(session, scheme, dial), failureOf(session)]);
  } finally {
    session.destroy();
  }
}

async function ask(session: ClientHttp2Session, scheme: string, dial: Dial): Promise<CallerSaw> {
  const { method, path, authority, data } = dial;
  const fields: Record<string, string | string[]> = {
    ':method': method,
    ':scheme': scheme,
    ':authority': authority,
    ':path': path,
  };
  for (const [name, value] of dial.headers) {
    const known = fields[name];
    fields[name] = known === undefined ? value : [known, value].flat();
  }
  const request = begun(() => session.request(fields, { endStream: data === '' }));
  if (data !== '') request.end(data);
  return new Promise((resolve, reject) => {
    let trailers: IncomingHttpHeaders = {};
    request.once('trailers', (received: IncomingHttpHeaders) => {
      trailers = received;
    });
    request.once('error', reject);
    request.once('response', (headers) => {
      readBody(request).then((body) => {
        const status = grpcStatusOf(trailers['grpc-status'] ?? headers['grpc-status']);
        resolve({ kind: 'answer', status: headers[':status'] ?? 0, headers: listOf(headers), body, ...status });
      }, reject);
    });
  });
}

function listOf(headers: IncomingHttpHeaders & IncomingHttpStatusHeader): readonly (readonly [string, string])[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(':') || value === undefined ? [] : [[name, [value].flat().join(', ')] as const],
  );
}

/** A session that ends before the answer: by its own error, or because the other end closed it. */
function failureOf(session: ClientHttp2Session): Promise<never> {
  return new Promise((_, reject) => {
    session.once('error', reject);
    session.once('close', () => {
      reject(new Error('closed'));
    });
  });
}
