import { ExitCode } from '../text/ExitCode.js';
import { findInvalidUtf8 } from '../text/json/findInvalidUtf8.js';
import { UserError } from '../text/UserError.js';

/** The text of a file, without byte order mark. Bytes that are no UTF-8 and a web page are a `UserError` (exit 5). */
export function decodeText(bytes: Uint8Array, name: string): string {
  const text = decode(bytes, name);
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) throw unreadable('the file is an HTML page', name);
  return text;
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
      throw unreadable('the file is compressed with gzip', name, 'Unpack it first: gunzip -c FILE');
    }
    const { line, column } = findInvalidUtf8(bytes) ?? { line: 1, column: 1 };
    throw unreadable('the text is not valid UTF-8', `${name}:${line}:${column}`);
  }
}

function unreadable(message: string, where: string, hint?: string): UserError {
  return new UserError(message, { where, exitCode: ExitCode.unreadable, ...(hint === undefined ? {} : { hint }) });
}
