import type { IncomingMessage } from 'node:http';
import { ExitCode } from '../../../text/ExitCode.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import { UserError } from '../../../text/UserError.js';
import { describeApiPath } from '../KubeApiError.js';
import { describeNetworkError } from '../wire/describeNetworkError.js';
import { readBody } from '../wire/readBody.js';
import type { ApiCall, ApiCaller } from './ApiCaller.js';

/** Of one answer: a page of a list has at most some hundred objects. */
const MAX_BYTES = 256 * 2 ** 20;

/** Sends a call and reads the object in its answer. What is none, or breaks off, is a `UserError` (exit 5). */
export async function callForObject(caller: ApiCaller, call: ApiCall): Promise<JsonObject> {
  const limit = caller.within(call.signal);
  const answer = await caller.send(call);
  const text = await readText(answer, call, limit);
  const value = parse(text);
  if (isJsonObject(value)) return value;
  throw new UserError(`the answer to ${call.verb} ${describeApiPath(call.path)} is no JSON object`, {
    hint: 'Is what answers really the API server?',
    exitCode: ExitCode.unreadable,
  });
}

async function readText(answer: IncomingMessage, call: ApiCall, limit: AbortSignal | undefined): Promise<string> {
  try {
    return (await readBody(answer, MAX_BYTES)).toString('utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (call.signal?.aborted === true && call.signal.reason instanceof Error) throw call.signal.reason;
    const why =
      limit?.aborted === true ? 'takes longer than --request-timeout' : `breaks off: ${describeNetworkError(error)}`;
    throw new UserError(`the answer to ${call.verb} ${describeApiPath(call.path)} ${why}`, {
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
