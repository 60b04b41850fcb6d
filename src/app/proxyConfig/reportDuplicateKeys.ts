import { findDuplicateKeys } from '../../text/json/findDuplicateKeys.js';
import { hasDuplicateKeys } from '../../text/json/hasDuplicateKeys.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';

/** Beyond this size the text is not searched. */
const LARGEST = 16 << 20;

/** Reports keys that an object of the document has twice: the last value is what Envoy and this program read. */
export function reportDuplicateKeys(document: JsonDocument, report: (note: string) => void): void {
  const { text, name } = document;
  if (text.length > LARGEST || !hasDuplicateKeys({ name, text, value: document.value })) return;
  for (const { pointer, key } of findDuplicateKeys(text)) {
    report(
      `${name}: ${pointer === '' ? 'the document' : pointer} has ${JSON.stringify(key)} twice; the last one counts`,
    );
  }
}
