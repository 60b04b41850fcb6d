import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { Admin, AdminBody, AdminOptions } from './Admin.js';
import { AdminAgent } from './AdminAgent.js';
import { BodyStore } from './BodyStore.js';
import { limitExchange, type Limits } from './limitExchange.js';
import { readPieces } from './readPieces.js';

/** Shown of an answer that is no success. */
const MAX_MESSAGE = 200;

/** Opens an admin interface; nothing is sent yet. */
export function openAdmin(options: AdminOptions): Admin {
  const waiting = new AbortController();
  const agent = new AdminAgent(() =>
    options.connect({ signal: AbortSignal.any([waiting.signal, AbortSignal.timeout(options.patience)]) }),
  );
  // One after the other: an admin interface answers on Envoy's main thread.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (method: 'GET' | 'POST', path: string, signal?: AbortSignal): Promise<AdminBody> => {
    const next = turn.then(() => exchange(agent, options, method, path, signal));
    turn = next.catch(() => undefined);
    return next;
  };
  return {
    get: (path, signal) => inTurn('GET', path, signal),
    post: (path, signal) => inTurn('POST', path, signal),
    close: () => {
      waiting.abort();
      agent.destroy();
    },
  };
}

async function exchange(
  agent: AdminAgent,
  options: AdminOptions,
  method: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<AdminBody> {
  const limits = limitExchange(options, signal);
  const store = new BodyStore();
  try {
    const answer = await send(agent, method, path, limits);
    const status = answer.statusCode ?? 0;
    const announced = Number(answer.headers['content-length'] ?? '0');
    if (announced > options.maxBytes) throw tooLarge(options, `${toMiB(announced)} MiB`);
    const refused = (): UserError => {
      const text = Buffer.from(store.body().bytes()).toString('utf8').slice(0, MAX_MESSAGE).trim();
      return trouble(options, `answers ${status} to ${path}: ${text}`);
    };
    await readPieces(answer, (piece) => {
      limits.touch();
      store.add(piece);
      if (store.size > options.maxBytes) throw tooLarge(options, `more than ${toMiB(options.maxBytes)} MiB`);
      if (status !== 200 && store.size > MAX_MESSAGE) throw refused();
    });
    if (status === 200) return store.body();
    throw refused();
  } catch (error) {
    store.dispose();
    throw limits.failure() ?? explain(error, options);
  } finally {
    limits.end();
  }
}

function send(agent: AdminAgent, method: string, path: string, limits: Limits): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Envoy closes a POST without a length.
    const headers = { Host: 'localhost', ...(method === 'POST' ? { 'Content-Length': '0' } : {}) };
    const ask = request({ agent, method, path: path.startsWith('/') ? path : `/${path}`, headers });
    limits.onFailure((error) => {
      ask.destroy(error);
      reject(error);
    });
    ask.once('response', (answer) => {
      answer.on('error', () => undefined);
      resolve(answer);
    });
    ask.on('error', reject);
    ask.end();
  });
}

function explain(error: unknown, options: AdminOptions): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('HPE_')) return trouble(options, 'does not answer as HTTP', error);
  if (['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code) || error.message === 'aborted')
    return trouble(options, 'breaks off in the middle of an answer', error);
  return error;
}

function tooLarge(options: AdminOptions, size: string): UserError {
  return new UserError(`${options.name} answers with ${size}, and --max-dump is ${toMiB(options.maxBytes)} MiB`, {
    exitCode: ExitCode.unreadable,
  });
}

function trouble({ name }: AdminOptions, what: string, cause?: Error): UserError {
  return new UserError(`${name} ${what}`, { exitCode: ExitCode.unreadable, cause });
}

function toMiB(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
