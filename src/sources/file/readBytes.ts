import { readFileSync, readSync, statSync } from 'node:fs';
import { describeFileError, fileErrorCode } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** What stands for stdin where a file is asked for. */
export const STDIN = '-';

/** How to call `path` in a message. */
export function inputName(path: string): string {
  return path === STDIN ? 'stdin' : path;
}

/**
 * The bytes of a file, or of stdin for `-`, which is read to its end. Whatever keeps it from being read is a `UserError` (exit 5).
 *
 * @param expected what the file should be, e.g. "a config_dump"
 */
export function readBytes(path: string, expected: string): Uint8Array {
  try {
    if (path === STDIN) return readStdin();
    if (statSync(path).isDirectory()) return fail('this is a folder, not a file', path, `${expected} is expected.`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    return fail(describeFileError(error), inputName(path), `${expected} is expected.`, error);
  }
}

const CHUNK = 1 << 16;

/** By hand, for `readFileSync(0)` gives up when a pipe that does not block has nothing yet. */
function readStdin(): Uint8Array {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const length = readSome(chunk);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, length));
  }
}

function readSome(chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(0, chunk);
    } catch (error) {
      if (fileErrorCode(error) === 'EOF') return 0;
      if (fileErrorCode(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function fail(message: string, where: string, expected: string, cause?: unknown): never {
  const hint = `${expected.charAt(0).toUpperCase()}${expected.slice(1)}`;
  throw new UserError(message, { where, hint, exitCode: ExitCode.unreadable, cause });
}
