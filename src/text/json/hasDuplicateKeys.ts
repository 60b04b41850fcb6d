import type { JsonDocument } from './JsonDocument.js';
import { isJsonArray, type JsonValue } from './JsonValue.js';

/**
 * Whether an object in the document has a key more than once: `JSON.parse` has then left one out. Several times as fast as
 * finding out which (`findDuplicateKeys`).
 */
export function hasDuplicateKeys({ text, value }: JsonDocument): boolean {
  return keysOfText(text) !== membersOf(value);
}

/** How many strings of valid JSON text stand before a colon. */
function keysOfText(text: string): number {
  let keys = 0;
  for (let open = text.indexOf('"'); open >= 0;) {
    let close = text.indexOf('"', open + 1);
    while (isEscaped(text, close)) close = text.indexOf('"', close + 1);
    let next = close + 1;
    while (isBlank(text.charCodeAt(next))) next++;
    if (text.charCodeAt(next) === 0x3a) keys++;
    open = text.indexOf('"', next);
  }
  return keys;
}

/** Whether an odd number of backslashes stands before the quote. */
function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

/** How many members all objects of the value have. */
function membersOf(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (isJsonArray(value)) {
    for (const item of value) if (typeof item === 'object') members += membersOf(item);
    return members;
  }
  for (const key in value) {
    const item = value[key];
    members++;
    if (typeof item === 'object') members += membersOf(item);
  }
  return members;
}
