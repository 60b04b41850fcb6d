import { request, type Agent, type IncomingMessage } from 'node:http';
import { reasonOf } from './connectTcp.js';

/** One HTTP request. */
export interface WireRequest {
  readonly method: string;
  /** With query. */
  readonly path: string;
  /** `Host` among them. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | undefined;
}

/** Sends a request; the answer once its head is there. The signal ends both, also while the body is read. */
export function sendRequest(
  agent: Agent,
  { method, path, headers, body }: WireRequest,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(reasonOf(signal));
      return;
    }
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const ask = request({
      agent,
      method,
      path,
      headers: { ...headers, ...length } as Record<string, string | string[]>,
    });
    const abort = (): void => void ask.destroy(reasonOf(signal));
    signal?.addEventListener('abort', abort, { once: true });
    ask.once('close', () => signal?.removeEventListener('abort', abort));
    ask.once('response', (answer) => {
      // An answer that breaks off says so to who reads it; here it would be a crash.
      answer.on('error', () => undefined);
      resolve(answer);
    });
    ask.on('error', reject);
    ask.end(body);
  });
}
