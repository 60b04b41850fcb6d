import { findDuplicateKeys } from '../text/json/findDuplicateKeys.js';
import { hasDuplicateKeys } from '../text/json/hasDuplicateKeys.js';
import type { JsonDocument } from '../text/json/JsonDocument.js';
import { locatePointers } from '../text/json/locatePointer.js';
import type { Report } from '../facts/snapshot/readSnapshot.js';

/** A text of more characters is searched only where it is cited. */
const LARGEST = 16 << 20;

/** Whether the whole document is searched, whatever is cited of it. */
export function isSearchedWhole({ text }: JsonDocument): boolean {
  return text.length <= LARGEST;
}

/**
 * Reports keys that an object of the document has twice: the last value is what Envoy and this program read.
 *
 * @param cited JSON pointers to what a trace cites of it
 */
export function reportDuplicateKeys(document: JsonDocument, report: Report, cited: Iterable<string> = []): void {
  const { name } = document;
  const told = (pointer: string, key: string): void => {
    const where = pointer === '' ? 'the document' : pointer;
    report(`${name}: ${where} has ${JSON.stringify(key)} twice; the last one counts`);
  };
  if (!isSearchedWhole(document)) {
    const pointers = outermost(cited);
    if (pointers.length === 0) return;
    const { text } = document;
    for (const [at, { offset, endOffset }] of locatePointers(text, pointers)) {
      for (const { pointer, key } of findDuplicateKeys(text.slice(offset, endOffset))) told(`${at}${pointer}`, key);
    }
    return;
  }
  if (!hasDuplicateKeys(document)) return;
  for (const { pointer, key } of findDuplicateKeys(document.text)) told(pointer, key);
}

/** The pointers that point into none of the others. */
function outermost(pointers: Iterable<string>): readonly string[] {
  const found: string[] = [];
  for (const pointer of [...new Set(pointers)].toSorted()) {
    if (!found.some((outer) => pointer.startsWith(`${outer}/`))) found.push(pointer);
  }
  return found;
}
