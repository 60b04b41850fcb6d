import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import { joinPointer } from '../../text/json/pointer.js';
import type { ScopedRouteEntry } from './ConfigDump.js';
import { arrayField, fieldKey, stringField, typeUrlOf } from './field.js';
import type { EntryList } from './sectionLists.js';

/** The scoped routes of one set: `InlineScopedRouteConfigs` or `DynamicScopedRouteConfigs` at `at`. */
export function readScopedRoutes(item: JsonObject, at: string, list: EntryList): readonly ScopedRouteEntry[] {
  const key = fieldKey(item, list.resource[0]);
  if (key === undefined) return [];
  return arrayField(item, list.resource[0]).flatMap((resource, index) =>
    isJsonObject(resource)
      ? {
          at: joinPointer(at, key, index),
          name: stringField(resource, 'name') ?? '',
          setName: stringField(item, 'name') ?? '',
          state: list.state,
          versionInfo: stringField(item, 'version_info'),
          lastUpdated: stringField(item, 'last_updated'),
          typeUrl: typeUrlOf(resource),
          resource,
          details: undefined,
        }
      : [],
  );
}
