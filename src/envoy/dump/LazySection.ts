import { lazy } from '../../logic/lazy.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import type { DumpEntry, Section } from './ConfigDump.js';

/** What reading a section's items gives. */
export interface SectionContent<Entry extends DumpEntry> {
  readonly entries: readonly Entry[];
  readonly withoutResource: number;
}

/** What a section is known by before its items are read. */
export interface SectionPlace {
  readonly at: string;
  readonly typeUrl: string;
  readonly versionInfo: string | undefined;
  readonly value: JsonObject;
}

/** A section whose items are read on the first look: a dump may hold tens of thousands, and a table needs one kind. */
export class LazySection<Entry extends DumpEntry> implements Section<Entry> {
  readonly at: string;
  readonly typeUrl: string;
  readonly versionInfo: string | undefined;
  readonly value: JsonObject;
  readonly #read: () => SectionContent<Entry>;

  constructor(
    place: SectionPlace,
    read: () => SectionContent<Entry>,
    readonly earlier: readonly Section<Entry>[] = [],
  ) {
    this.at = place.at;
    this.typeUrl = place.typeUrl;
    this.versionInfo = place.versionInfo;
    this.value = place.value;
    this.#read = lazy(read);
  }

  get entries(): readonly Entry[] {
    return this.#read().entries;
  }

  get withoutResource(): number {
    return this.#read().withoutResource;
  }
}
