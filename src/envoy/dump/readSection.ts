import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import { joinPointer } from '../../text/json/pointer.js';
import type { DumpEntry, ScopedRouteEntry, Section, SectionKind } from './ConfigDump.js';
import { arrayField, fieldKey, stringField, typeUrlOf } from './field.js';
import { LazySection, type SectionContent } from './LazySection.js';
import { readEntries } from './readEntries.js';
import { readScopedRoutes } from './readScopedRoutes.js';
import { SECTION_LISTS, type EntryList } from './sectionLists.js';

/** What one item of a list gives. */
type ReadItem<Entry extends DumpEntry> = (item: JsonObject, at: string, list: EntryList) => readonly Entry[];

/** A section with one resource an item (every kind but scoped routes); its items are read when they are asked for. */
export function readSection(value: JsonObject, at: string, kind: SectionKind): Section {
  return makeSection(value, at, () =>
    readLists(value, at, kind, (item, itemAt, list) => readEntries(item, itemAt, list, kind)),
  );
}

/** A `ScopedRoutesConfigDump`, whose items each hold a set. */
export function readScopedRoutesSection(value: JsonObject, at: string): Section<ScopedRouteEntry> {
  return makeSection(value, at, () => readLists(value, at, 'scopedRoutes', readScopedRoutes));
}

function makeSection<Entry extends DumpEntry>(
  value: JsonObject,
  at: string,
  read: () => SectionContent<Entry>,
): Section<Entry> {
  const place = { at, typeUrl: typeUrlOf(value), versionInfo: stringField(value, 'version_info'), value };
  return new LazySection(place, read);
}

function readLists<Entry extends DumpEntry>(
  value: JsonObject,
  at: string,
  kind: SectionKind,
  read: ReadItem<Entry>,
): SectionContent<Entry> {
  const entries: Entry[] = [];
  let withoutResource = 0;
  for (const list of SECTION_LISTS[kind]) {
    const key = fieldKey(value, list.field);
    if (key === undefined) continue;
    const listAt = joinPointer(at, key);
    arrayField(value, list.field).forEach((item, index) => {
      if (!isJsonObject(item)) return;
      const found = read(item, `${listAt}/${index}`, list);
      if (found.length === 0) withoutResource += 1;
      for (const entry of found) entries.push(entry);
    });
  }
  return { entries, withoutResource };
}
