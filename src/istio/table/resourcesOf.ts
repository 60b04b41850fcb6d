import type { DumpEntry, EntryState, Section } from '../../envoy/dump/ConfigDump.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** The states whose resources istioctl shows; warming, draining and refused ones it leaves out. */
const SHOWN: ReadonlySet<EntryState> = new Set<EntryState>(['active', 'static']);

/** The entries of a section that istioctl shows: dynamic ones in use, then static ones. */
export function shownEntries<Entry extends DumpEntry>(section: Section<Entry>): readonly Entry[] {
  return section.entries.filter((entry) => SHOWN.has(entry.state));
}

/** The resources of a section that istioctl shows, in the order in which it reads them. */
export function resourcesOf(section: Section): readonly JsonObject[] {
  return shownEntries(section).map((entry) => entry.resource);
}
