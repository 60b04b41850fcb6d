import { ExitCode } from '../text/ExitCode.js';
import { UserError } from '../text/UserError.js';

/** The text of a file, without byte order mark. Bytes that are no UTF-8 are a `UserError` (exit 5). */
export function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message =
      bytes[0] === 0x1f && bytes[1] === 0x8b
        ? 'the file is compressed with gzip: unpack it first'
        : 'the file is not UTF-8';
    throw new UserError(message, { where: name, exitCode: ExitCode.unreadable });
  }
}
