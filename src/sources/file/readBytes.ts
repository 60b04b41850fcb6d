import { readFileSync, statSync } from 'node:fs';
import { describeFileError } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** What stands for stdin where a file is asked for. */
export const STDIN = '-';

/** How to call `path` in a message. */
export function inputName(path: string): string {
  return path === STDIN ? 'stdin' : path;
}

/**
 * The bytes of a file, or of stdin for `-`, which is read to its end, without keeping signals from being seen. Whatever keeps
 * it from being read is a `UserError` (exit 5).
 *
 * @param expected what the file should be, e.g. "a config_dump"
 */
export async function readBytes(path: string, expected: string): Promise<Uint8Array> {
  try {
    if (path === STDIN) return await readStdin();
    if (statSync(path).isDirectory()) return fail('this is a folder, not a file', path, `${expected} is expected.`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    return fail(describeFileError(error), inputName(path), `${expected} is expected.`, error);
  }
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function fail(message: string, where: string, expected: string, cause?: unknown): never {
  const hint = `${expected.charAt(0).toUpperCase()}${expected.slice(1)}`;
  throw new UserError(message, { where, hint, exitCode: ExitCode.unreadable, cause });
}
