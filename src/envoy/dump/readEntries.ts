import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import type { DumpEntry, EntryState, SectionKind } from './ConfigDump.js';
import { camelCase, objectField, stringField, typeUrlOf } from './field.js';
import type { EntryList } from './sectionLists.js';

/** Both spellings of a field of the admin API's own messages; none of them was ever hidden or renamed. */
type Spellings = readonly [snake: string, camel: string];

const spell = (name: string): Spellings => [name, camelCase(name)];

const VERSION_INFO = spell('version_info');
const LAST_UPDATED = spell('last_updated');
const ERROR_STATE = spell('error_state');

const LISTENER_STATES: readonly (readonly [Spellings, EntryState])[] = [
  [spell('active_state'), 'active'],
  [spell('warming_state'), 'warming'],
  [spell('draining_state'), 'draining'],
];

/** The resources that `item`, found at `at` in a list of a section, holds: none (masked), one, or one for each state. */
export function readEntries(item: JsonObject, at: string, list: EntryList, kind: SectionKind): readonly DumpEntry[] {
  const entries: DumpEntry[] = [];
  const add = (entry: DumpEntry | undefined): void => {
    if (entry) entries.push(entry);
  };
  const name = typeof item.name === 'string' ? item.name : undefined;
  if (list.message === 'DynamicListener') {
    for (const [spellings, state] of LISTENER_STATES) {
      const key = keyOf(item, spellings);
      const carrier = key === undefined ? undefined : item[key];
      if (key === undefined || !isJsonObject(carrier)) continue;
      add(readEntry({ carrier, at: `${at}/${key}`, name, state, kind, resource: list.resource }));
    }
  } else add(readEntry({ carrier: item, at, name, state: list.state, kind, resource: list.resource }));
  add(readRefused(item, at, name, kind));
  return entries;
}

function keyOf(object: JsonObject, [snake, camel]: Spellings): string | undefined {
  if (object[snake] !== undefined) return snake;
  return object[camel] === undefined ? undefined : camel;
}

function textOf(object: JsonObject, spellings: Spellings): string | undefined {
  const value = object[spellings[0]] ?? object[spellings[1]];
  return typeof value === 'string' ? value : undefined;
}

/** What holds a resource, and where. */
interface Carried {
  readonly carrier: JsonObject;
  readonly at: string;
  readonly name: string | undefined;
  readonly state: EntryState;
  readonly kind: SectionKind;
  readonly resource: Spellings;
}

function readEntry({ carrier, at, name, state, kind, resource: spellings }: Carried): DumpEntry | undefined {
  const key = keyOf(carrier, spellings);
  const resource = key === undefined ? undefined : carrier[key];
  if (key === undefined || !isJsonObject(resource)) return undefined;
  return {
    at: `${at}/${key}`,
    name: name ?? resourceName(resource, kind),
    state,
    versionInfo: textOf(carrier, VERSION_INFO),
    lastUpdated: textOf(carrier, LAST_UPDATED),
    typeUrl: typeUrlOf(resource),
    resource,
    details: undefined,
  };
}

/** `error_state` of `item` (`envoy.admin.v3.UpdateFailureState`). */
function readRefused(
  item: JsonObject,
  itemAt: string,
  name: string | undefined,
  kind: SectionKind,
): DumpEntry | undefined {
  const errorKey = keyOf(item, ERROR_STATE);
  const failure = errorKey === undefined ? undefined : item[errorKey];
  if (errorKey === undefined || !isJsonObject(failure)) return undefined;
  const key = keyOf(failure, spell('failed_configuration'));
  const resource = objectField(failure, 'failed_configuration') ?? {};
  const at = `${itemAt}/${errorKey}`;
  return {
    at: key === undefined ? at : `${at}/${key}`,
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
