import { isAscii, isUtf8 } from 'node:buffer';
import { ExitCode } from '../ExitCode.js';
import { positionAt } from '../positionAt.js';
import { UserError } from '../UserError.js';
import { findJsonFault } from './findJsonFault.js';
import { findInvalidUtf8 } from './findInvalidUtf8.js';
import type { JsonDocument } from './JsonDocument.js';
import type { JsonValue } from './JsonValue.js';
import { countMembers, opensTooDeep } from './nesting.js';
import { refuseForeignFormat } from './refuseForeignFormat.js';

/**
 * Parses a JSON file. A byte order mark is dropped; a key given twice has its last value. `bytes` must not change afterwards:
 * a document that is not all ASCII keeps them.
 *
 * Throws a `UserError` (exit code 5) that says where and why for anything else: an empty file, gzip, an HTML page, text that
 * is not UTF-8, a truncated file, a syntax error, more than 512 levels of nesting, a file too large for one string.
 */
export function parseJson(bytes: Uint8Array, name: string): JsonDocument {
  const content = withoutByteOrderMark(bytes);
  refuseForeignFormat(content, name);
  const invalid = isUtf8(content) ? undefined : findInvalidUtf8(content);
  if (invalid) throw unreadable('the text is not valid UTF-8', `${name}:${invalid.line}:${invalid.column}`);
  const text = decode(content, name);
  // Before it is parsed, which would cost 100 bytes of memory a level.
  if (opensTooDeep(content)) throwFault(text, name);
  const value = parse(text, name);
  const members = countMembers(value);
  if (members === Infinity) throwFault(text, name);
  return isAscii(content) ? { name, value, text, members } : new DecodingDocument(name, value, members, content);
}

/** Keeps the bytes, of which there may be half as many as its text takes in memory. */
class DecodingDocument implements JsonDocument {
  readonly #bytes: Buffer;

  constructor(
    readonly name: string,
    readonly value: JsonValue,
    readonly members: number,
    bytes: Buffer,
  ) {
    this.#bytes = bytes;
  }

  get text(): string {
    return decode(this.#bytes, this.name);
  }
}

function withoutByteOrderMark(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? buffer.subarray(3) : buffer;
}

/** latin1 is the cheap way to a string of one byte a character, and the same where all is ASCII. */
function decode(bytes: Buffer, name: string): string {
  try {
    return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  } catch (cause) {
    throw unreadable(`the file is too large to read: ${bytes.length >> 20} MiB`, name, cause);
  }
}

function parse(text: string, name: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throwFault(text, name);
    throw unreadable('the text is not valid JSON', name, cause);
  }
}

function throwFault(text: string, name: string): void {
  const fault = findJsonFault(text);
  if (!fault) return;
  const { line, column } = positionAt(text, fault.offset);
  throw unreadable(fault.message, `${name}:${line}:${column}`);
}

function unreadable(message: string, where: string, cause?: unknown): UserError {
  return new UserError(message, { where, exitCode: ExitCode.unreadable, cause });
}
