import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import { ExitCode } from '../../text/ExitCode.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import { UserError } from '../../text/UserError.js';
import { isShallow } from './isShallow.js';

/** One document of a stream. */
export interface StreamDocument {
  readonly value: JsonValue;
  /** 1-based line of its first node; `undefined` in JSON, whose lines are not counted. */
  readonly line: number | undefined;
}

/** Aliases may multiply what a document holds by this much, no more. */
const MAX_ALIASES = 100;

const TOO_DEEP = 'the document is nested too deeply';

/**
 * The documents of a YAML stream (YAML 1.2, merge keys as in 1.1) or of a JSON file. Empty documents are left out. Bad syntax, a
 * duplicate key, an alias bomb, a cycle or absurd depth is a `UserError` (exit 5) that names the file and the line.
 */
export function readDocuments(text: string, name: string): readonly StreamDocument[] {
  const json = readJson(text);
  if (json !== undefined) return [{ value: deepEnough(json, name), line: undefined }];
  const lines = new LineCounter();
  return guard(name, () => parseAllDocuments(text, { merge: true, lineCounter: lines, prettyErrors: false }))
    .filter((document) => document.contents !== null || document.errors.length > 0)
    .map((document) => {
      const line = lines.linePos(document.range[0]).line;
      return { value: readOne(document, name, line, lines), line };
    })
    .filter(({ value }) => value !== null);
}

function readJson(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Several objects in a row, or YAML's flow style: YAML's parser reads both, and knows the line of what is wrong.
    return undefined;
  }
}

function readOne(document: Document, name: string, line: number, lines: LineCounter): JsonValue {
  const [error] = document.errors;
  if (error) {
    const isDeep = error.message.includes('call stack');
    fail(isDeep ? TOO_DEEP : error.message, `${name}:${lines.linePos(error.pos[0]).line}`);
  }
  const value = guard(`${name}:${line}`, () => document.toJS({ maxAliasCount: MAX_ALIASES }) as JsonValue);
  return deepEnough(value, `${name}:${line}`);
}

function deepEnough(value: JsonValue, where: string): JsonValue {
  return isShallow(value) ? value : fail(`${TOO_DEEP}, or contains itself`, where);
}

/** What the parser throws about a document (and a stack that overflows on a deep one) is about the file, not a defect. */
function guard<T>(where: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) fail(TOO_DEEP, where);
    fail(error instanceof Error ? error.message : String(error), where);
  }
}

function fail(message: string, where: string): never {
  throw new UserError(`not readable as YAML or JSON: ${message}`, { where, exitCode: ExitCode.unreadable });
}
