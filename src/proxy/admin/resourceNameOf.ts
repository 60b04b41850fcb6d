import type { EntryList } from '../../envoy/dump/sectionLists.js';
import { objectField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** The name of the resource that an item of a section's list holds. */
export function resourceNameOf(item: JsonObject, { resource: [field] }: EntryList): string {
  const own = stringField(item, 'name');
  if (own !== undefined) return own;
  const resource = objectField(item, field);
  return stringField(resource, field === 'endpoint_config' ? 'cluster_name' : 'name') ?? '';
}
