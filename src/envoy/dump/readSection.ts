import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import { joinPointer } from '../../text/json/pointer.js';
import type { DumpEntry, ScopedRouteEntry, Section, SectionKind } from './ConfigDump.js';
import { arrayField, fieldKey, stringField, typeUrlOf } from './field.js';
import { readEntries } from './readEntries.js';
import { readScopedRoutes } from './readScopedRoutes.js';
import { SECTION_LISTS, type EntryList } from './sectionLists.js';

/** What one item of a list gives. */
export type ReadItem<Entry extends DumpEntry> = (item: JsonObject, at: string, list: EntryList) => readonly Entry[];

/** Reads a section with one resource an item (every kind but scoped routes). */
export function readSection(value: JsonObject, at: string, kind: SectionKind): Section {
  return readLists(value, at, kind, (item, itemAt, list) => readEntries(item, itemAt, list, kind));
}

/** Reads a `ScopedRoutesConfigDump`, whose items each hold a set. */
export function readScopedRoutesSection(value: JsonObject, at: string): Section<ScopedRouteEntry> {
  return readLists(value, at, 'scopedRoutes', readScopedRoutes);
}

function readLists<Entry extends DumpEntry>(
  value: JsonObject,
  at: string,
  kind: SectionKind,
  read: ReadItem<Entry>,
): Section<Entry> {
  const entries: Entry[] = [];
  let withoutResource = 0;
  for (const list of SECTION_LISTS[kind]) {
    const key = fieldKey(value, list.field);
    if (key === undefined) continue;
    const listAt = joinPointer(at, key);
    arrayField(value, list.field).forEach((item, index) => {
      if (!isJsonObject(item)) return;
      const found = read(item, joinPointer(listAt, index), list);
      if (found.length === 0) withoutResource += 1;
      for (const entry of found) entries.push(entry);
    });
  }
  const versionInfo = stringField(value, 'version_info');
  return { at, typeUrl: typeUrlOf(value), versionInfo, entries, withoutResource, value, earlier: [] };
}
