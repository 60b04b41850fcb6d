import type { IncomingMessage } from 'node:http';
import { isJsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import { KubeApiError } from '../KubeApiError.js';
import { readPieces } from '../wire/readPieces.js';
import type { ApiCall } from './ApiCaller.js';

/** What is read of an answer that is no success. */
const MAX_BYTES = 2 ** 16;

/** What is shown of what a server says. */
const MAX_MESSAGE = 400;

/** An answer that is no success, as an error: its `Status`, or the beginning of its text. */
export async function readApiError(
  answer: IncomingMessage,
  { verb, path }: Pick<ApiCall, 'verb' | 'path'>,
): Promise<KubeApiError> {
  const text = await readSome(answer);
  const { reason, message } = readStatus(text);
  const short = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
  return new KubeApiError(answer.statusCode ?? 0, reason, verb, path, short);
}

async function readSome(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    await readPieces(answer, (piece) => {
      chunks.push(piece);
      size += piece.length;
      if (size > MAX_BYTES) throw new Error('enough');
    });
  } catch {
    // What came of it is enough: the status says what matters.
  }
  return Buffer.concat(chunks).toString('utf8', 0, MAX_BYTES);
}

function readStatus(text: string): { readonly reason: string; readonly message: string } {
  const plain = { reason: '', message: text.trim() };
  try {
    const value = JSON.parse(text) as JsonValue;
    if (!isJsonObject(value)) return plain;
    const { reason, message } = value;
    return {
      reason: typeof reason === 'string' ? reason : '',
      message: typeof message === 'string' ? message : '',
    };
  } catch {
    return plain;
  }
}
