import { objectField, stringField, typeUrlOf } from '../../envoy/dump/field.js';
import { compareBytes } from '../../text/compareBytes.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import { goSort } from './goSort.js';
import type { Table } from './Table.js';

const TYPE_PREFIX = 'type.googleapis.com/';

/**
 * `proxy-config ecds`: extension configurations by type and name.
 * Source: istioctl/pkg/writer/envoy/configdump/ecds.go, PrintEcdsSummary.
 *
 * @param extensions `envoy.config.core.v3.TypedExtensionConfig` messages.
 */
export function ecdsTable(extensions: readonly JsonObject[]): Table {
  const keyed = extensions.map((extension) => ({
    name: stringField(extension, 'name') ?? '',
    type: typeUrlOf(objectField(extension, 'typed_config')),
  }));
  const sorted = goSort(
    keyed,
    (a, b) => compareBytes(a.type, b.type) < 0 || (a.type === b.type && compareBytes(a.name, b.name) < 0),
  );
  const rows = sorted.map(({ name, type }) => [
    name,
    type.startsWith(TYPE_PREFIX) ? type.slice(TYPE_PREFIX.length) : type,
  ]);
  return { rows: [['ECDS NAME', 'TYPE'], ...rows], padding: 5 };
}
