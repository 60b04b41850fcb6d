import { readFileSync } from 'node:fs';
import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { ChildXds } from './ChildSpec.js';
import { readBody } from './echo/readBody.js';
import { listen } from './listen.js';

/** `/v3/discovery:routes`: Envoy's REST variant of xDS (api/envoy/service/*: google.api.http). */
const PATH = /^\/v3\/discovery:(\w+)$/;

type Responses = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * A control plane that never changes its mind: DiscoveryResponses from a file, by REST. Envoy could read files itself, but takes an
 * inotify instance for each, of which a user has 128.
 */
export async function serveXds({ socket, file }: ChildXds): Promise<void> {
  const responses = JSON.parse(readFileSync(file, 'utf8')) as Responses;
  const server = createServer();
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy());
    answer(stream, PATH.exec(headers[':path'] ?? '')?.[1] ?? '', responses).catch(() => stream.destroy());
  });
  await listen(server, { path: socket });
}

async function answer(stream: ServerHttp2Stream, type: string, responses: Responses): Promise<void> {
  const body = (await readBody(stream, Number.POSITIVE_INFINITY)).toString();
  const request = JSON.parse(body) as { readonly resource_names?: readonly string[]; readonly version_info?: string };
  const known = Object.hasOwn(responses, type) ? (responses[type] ?? {}) : {};
  const [name = ''] = request.resource_names ?? [];
  const response = Object.hasOwn(known, name) ? known[name] : { version_info: '1' };
  stream.respond({ ':status': 200, 'content-type': 'application/json' });
  stream.end(JSON.stringify(response));
}
