import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import type { Credentials, CredentialSource } from '../auth/Credentials.js';
import { KubeApiError } from '../KubeApiError.js';
import { ClusterAgent } from '../wire/ClusterAgent.js';
import { reasonOf } from '../wire/connectTcp.js';
import { describeNetworkError, networkErrorCode } from '../wire/describeNetworkError.js';
import { dial } from '../wire/dial.js';
import type { Endpoint } from '../wire/Endpoint.js';
import { sendRequest } from '../wire/sendRequest.js';
import type { ApiCall, ApiCaller } from './ApiCaller.js';
import { apiUrl } from './apiUrl.js';
import { readApiError } from './readApiError.js';

/** A connection that does not stand by then never will. */
const CONNECT_MS = 20_000;

/** How often a call is sent at most, whatever the server answers. */
const MAX_TRIES = 4;

/** Longer than this nobody waits because of `Retry-After`, in one call. */
const MAX_WAIT_MS = 10_000;

/** What calls go through. */
export interface CallerOptions {
  readonly endpoint: Endpoint;
  readonly credentials: CredentialSource;
  readonly userAgent: string;
  /** Milliseconds for one call, all its tries included; `undefined`: no limit. */
  readonly timeout: number | undefined;
}

/**
 * Sends calls, and again where that is safe and may help: after 401 with new credentials, once; after 429, or a 5xx, with `Retry-After`, as
 * client-go does, a few times and not for long; a GET whose connection was closed before an answer, once.
 */
export function createApiCaller({ endpoint, credentials, userAgent, timeout }: CallerOptions): ApiCaller {
  let api = 0;
  let streams = 0;
  const connect = async (signal: AbortSignal) => dial(endpoint, await credentials.current(signal), signal);
  const agent = new ClusterAgent(() => connect(AbortSignal.timeout(CONNECT_MS)));
  const base = endpoint.url.pathname.replace(/\/$/, '');
  const headersOf = ({ headers }: Credentials) => ({
    Host: endpoint.url.host,
    'User-Agent': userAgent,
    Accept: 'application/json',
    ...headers,
  });
  const sendOnce = (call: ApiCall, used: Credentials, signal: AbortSignal | undefined): Promise<IncomingMessage> => {
    const type = call.body === undefined ? {} : { 'Content-Type': call.contentType ?? 'application/json' };
    const headers = { ...headersOf(used), ...type };
    api += 1;
    const path = `${base}${apiUrl(call.path, call.query)}`;
    return sendRequest(agent, { method: call.method, path, headers, body: call.body }, signal);
  };
  const within = (signal: AbortSignal | undefined): AbortSignal | undefined => {
    if (timeout === undefined) return signal;
    const limit = AbortSignal.timeout(timeout);
    return signal === undefined ? limit : AbortSignal.any([signal, limit]);
  };
  /** What a failed connection is to the user; a signal's own reason where that ended it. */
  const explain = (error: unknown, own: AbortSignal | undefined, limit: AbortSignal | undefined): Error => {
    if (own?.aborted === true) return reasonOf(own);
    if (limit?.aborted === true) return tooLate(endpoint, timeout ?? 0);
    if (error instanceof UserError || error instanceof KubeApiError) return error;
    return new UserError(`the API server breaks off: ${describeNetworkError(error)}`, {
      where: endpoint.url.origin,
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  };
  const send = async (call: ApiCall): Promise<IncomingMessage> => {
    const signal = within(call.signal);
    let waited = 0;
    let fresh = false;
    for (let tries = 1; ; tries++) {
      try {
        const used = await credentials.current(signal);
        const answer = await sendOnce(call, used, signal);
        const status = answer.statusCode ?? 0;
        if (status >= 200 && status < 300) return answer;
        const failure = await readApiError(answer, call);
        if (status === 401 && !fresh && credentials.refuse(used)) {
          fresh = true;
          continue;
        }
        const wait = retryAfter(answer);
        if (wait === undefined || tries >= MAX_TRIES || waited + wait > MAX_WAIT_MS) throw failure;
        waited += wait;
        await sleep(wait, undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        const isReset = ['ECONNRESET', 'EPIPE'].includes(networkErrorCode(error) ?? '');
        if (isReset && call.method === 'GET' && tries < 2 && signal?.aborted !== true) continue;
        throw explain(error, call.signal, signal);
      }
    }
  };
  return {
    send,
    startStream: async (path, signal) => {
      streams += 1;
      const limit = within(signal);
      try {
        const used = await credentials.current(limit);
        const socket = await connect(AbortSignal.any([AbortSignal.timeout(CONNECT_MS), ...(limit ? [limit] : [])]));
        return {
          socket,
          url: `${endpoint.url.host}${base}${path}`,
          headers: headersOf(used),
          refuse: () => credentials.refuse(used),
        };
      } catch (error) {
        throw explain(error, signal, limit);
      }
    },
    within,
    counts: () => ({ api, streams }),
    close: () => agent.destroy(),
  };
}

/** Milliseconds that the server asks to wait: `Retry-After` in seconds, of 429 and 5xx. */
function retryAfter({ statusCode = 0, headers }: IncomingMessage): number | undefined {
  if (statusCode !== 429 && statusCode < 500) return undefined;
  const seconds = /^\d+$/.exec(headers['retry-after'] ?? '')?.[0];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function tooLate({ url }: Endpoint, timeout: number): UserError {
  return new UserError(`the API server did not answer within ${timeout / 1000} s`, {
    where: url.origin,
    hint: '--request-timeout gives it more time.',
    exitCode: ExitCode.unreadable,
  });
}
