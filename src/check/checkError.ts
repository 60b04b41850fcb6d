import type { JsonObject } from '../text/json/JsonValue.js';
import { ExitCode } from '../text/ExitCode.js';
import { nearestWord } from '../text/nearestWord.js';
import { UserError } from '../text/UserError.js';

/** A file of checks that makes no sense: a usage error (exit 2). */
export function checkError(where: string, message: string, hint?: string): UserError {
  return new UserError(message, { where, exitCode: ExitCode.usage, ...(hint === undefined ? {} : { hint }) });
}

/** Refuses keys that are not known: a check with a misspelt expectation would hold for ever. */
export function refuseUnknown(object: JsonObject, known: readonly string[], where: string): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue;
    const near = nearestWord(key, known);
    throw checkError(
      where,
      `${JSON.stringify(key)} is not known here`,
      near === undefined ? `One of ${known.join(', ')}.` : `Did you mean ${near}?`,
    );
  }
}

/** A text, or a number as text; undefined when it is not there. */
export function textOf(object: JsonObject, key: string, where: string): string | undefined {
  const value = object[key];
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw checkError(where, `${key} is no text`);
}
