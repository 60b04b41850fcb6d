import type { JsonDocument } from '../text/json/JsonDocument.js';
import type { FactSource } from './FactSource.js';

/** A JSON document that a proxy answered with. */
export interface Evidence {
  readonly document: JsonDocument;
  readonly source: FactSource;
}
