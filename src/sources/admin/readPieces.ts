import type { IncomingMessage } from 'node:http';

/**
 * Reads an answer piece by piece to its end; what `take` throws ends it. Not by `for await`, which aborts the request at the end: its
 * connection may be another request's by then.
 */
export function readPieces(answer: IncomingMessage, take: (piece: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      answer.destroy();
      reject(error);
    };
    answer.on('data', (piece: Buffer) => {
      try {
        take(piece);
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
    answer.once('end', resolve).once('error', fail);
    answer.once('close', () => fail(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
  });
}
