import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import { joinPointer } from '../../text/json/pointer.js';
import type { DumpEntry, EntryState, SectionKind } from './ConfigDump.js';
import { fieldKey, objectField, stringField, typeUrlOf } from './field.js';
import type { EntryList } from './sectionLists.js';

/** What an item of a section says besides its resource. */
interface Carrier {
  readonly message: JsonObject;
  readonly at: string;
  readonly name: string | undefined;
}

const LISTENER_STATES: readonly (readonly [string, EntryState])[] = [
  ['active_state', 'active'],
  ['warming_state', 'warming'],
  ['draining_state', 'draining'],
];

/** The resources that `item`, found at `at` in a list of a section, holds: none (masked), one, or one for each state. */
export function readEntries(item: JsonObject, at: string, list: EntryList, kind: SectionKind): readonly DumpEntry[] {
  const name = stringField(item, 'name');
  const carriers: (readonly [Carrier, EntryState])[] =
    list.message === 'DynamicListener'
      ? LISTENER_STATES.flatMap(([field, state]) => carrierIn(item, at, field, name, state))
      : [[{ message: item, at, name }, list.state]];
  const entries = carriers.flatMap(([carrier, state]) => readEntry(carrier, list.resource, state, kind));
  const refused = readRefused(item, at, name, kind);
  return refused ? [...entries, refused] : entries;
}

function carrierIn(item: JsonObject, at: string, field: string, name: string | undefined, state: EntryState) {
  const key = fieldKey(item, field);
  const message = key === undefined ? undefined : item[key];
  if (key === undefined || !isJsonObject(message)) return [];
  return [[{ message, at: joinPointer(at, key), name }, state] as const];
}

function readEntry(carrier: Carrier, resourceField: string, state: EntryState, kind: SectionKind): DumpEntry[] {
  const key = fieldKey(carrier.message, resourceField);
  const resource = key === undefined ? undefined : carrier.message[key];
  if (key === undefined || !isJsonObject(resource)) return [];
  return [
    {
      at: joinPointer(carrier.at, key),
      name: carrier.name ?? resourceName(resource, kind),
      state,
      versionInfo: stringField(carrier.message, 'version_info'),
      lastUpdated: stringField(carrier.message, 'last_updated'),
      typeUrl: typeUrlOf(resource),
      resource,
      details: undefined,
    },
  ];
}

/** `error_state` of `item` (`envoy.admin.v3.UpdateFailureState`). */
function readRefused(
  item: JsonObject,
  itemAt: string,
  name: string | undefined,
  kind: SectionKind,
): DumpEntry | undefined {
  const errorKey = fieldKey(item, 'error_state');
  const failure = objectField(item, 'error_state');
  if (errorKey === undefined || failure === undefined) return undefined;
  const key = fieldKey(failure, 'failed_configuration');
  const resource = objectField(failure, 'failed_configuration') ?? {};
  const at = joinPointer(itemAt, errorKey);
  return {
    at: key === undefined ? at : joinPointer(at, key),
    name: name ?? resourceName(resource, kind),
    state: 'error',
    versionInfo: stringField(failure, 'version_info'),
    lastUpdated: stringField(failure, 'last_update_attempt'),
    typeUrl: typeUrlOf(resource),
    resource,
    details: stringField(failure, 'details'),
  };
}

/** The name that a resource gives itself; empty when it has none. */
export function resourceName(resource: JsonObject, kind: SectionKind): string {
  return stringField(resource, kind === 'endpoints' ? 'cluster_name' : 'name') ?? '';
}
