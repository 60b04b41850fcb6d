import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import type { ApiCaller, StreamStart } from '../calls/ApiCaller.js';
import { apiUrl } from '../calls/apiUrl.js';
import { readApiError } from '../calls/readApiError.js';
import type { ApiPath } from '../Cluster.js';
import { KubeApiError } from '../KubeApiError.js';
import { reasonOf } from '../wire/connectTcp.js';
import { describeNetworkError } from '../wire/describeNetworkError.js';

/** The largest message that is taken; API servers send pieces of 32 KiB. */
const MAX_MESSAGE = 4 * 2 ** 20;

/** A stream to open. */
export interface StreamRequest {
  readonly path: ApiPath;
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Those that hopctl speaks, best first. */
  readonly protocols: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a WebSocket below a pod, paused: whoever reads it resumes it. A refusal is a `KubeApiError`, with new credentials tried once more;
 * what else goes wrong is a `UserError` (exit 5).
 */
export async function openSocket(caller: ApiCaller, request: StreamRequest): Promise<WebSocket> {
  const { path, query, signal } = request;
  const limit = caller.within(signal);
  const start = await caller.startStream(apiUrl(path, query), limit);
  try {
    return await upgrade(start, request, limit);
  } catch (error) {
    if (!(error instanceof KubeApiError && error.status === 401 && start.refuse())) throw error;
    return upgrade(await caller.startStream(apiUrl(path, query), limit), request, limit);
  }
}

async function upgrade(
  { socket, url, headers }: StreamStart,
  { path, protocols, signal }: StreamRequest,
  limit: AbortSignal | undefined,
): Promise<WebSocket> {
  const { WebSocket } = await import('ws');
  return new Promise((resolve, reject) => {
    const client = new WebSocket(`ws://${url}`, [...protocols], {
      headers: headers as Record<string, string | string[]>,
      createConnection: () => socket,
      perMessageDeflate: false,
      maxPayload: MAX_MESSAGE,
      skipUTF8Validation: true,
    });
    const abort = (): void => {
      client.terminate();
      socket.destroy();
      reject(signal?.aborted === true ? reasonOf(signal) : broken(path, 'no answer within --request-timeout'));
    };
    const done = (): void => limit?.removeEventListener('abort', abort);
    if (limit?.aborted === true) {
      abort();
      return;
    }
    limit?.addEventListener('abort', abort, { once: true });
    client.once('open', () => {
      done();
      client.pause();
      resolve(client);
    });
    client.once('unexpected-response', (_ask, answer: IncomingMessage) => {
      void readApiError(answer, { verb: 'create', path }).then((failure) => {
        done();
        socket.destroy();
        reject(failure);
      });
    });
    client.on('error', (error) => {
      done();
      socket.destroy();
      reject(broken(path, describeNetworkError(error)));
    });
  });
}

function broken({ subresource, name }: ApiPath, why: string): UserError {
  return new UserError(`${subresource ?? 'the stream'} to ${name ?? ''} breaks off: ${why}`, {
    exitCode: ExitCode.unreadable,
  });
}
