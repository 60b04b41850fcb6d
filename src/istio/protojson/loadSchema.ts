import { CompactSchema } from './CompactSchema.js';
import type { Schema } from './Schema.js';

/** Loads the schema, 240 kB that only `-o json` and `-o yaml` need. */
export async function loadSchema(): Promise<Schema> {
  const { default: data } = await import('./schema.json', { with: { type: 'json' } });
  return new CompactSchema(data);
}
