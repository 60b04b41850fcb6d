import type { IncomingMessage } from 'node:http';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import { readPieces } from './readPieces.js';

/** The whole body of an answer. More than `maxBytes` is a `UserError` (exit 5). */
export async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  await readPieces(answer, (piece) => {
    chunks.push(piece);
    size += piece.length;
    if (size > maxBytes) {
      throw new UserError(`the API server's answer has more than ${Math.floor(maxBytes / 2 ** 20)} MiB`, {
        exitCode: ExitCode.unreadable,
      });
    }
  });
  return Buffer.concat(chunks);
}
