import type { JsonObject } from '../../text/json/JsonValue.js';
import type { DumpEntry, ScopedRouteEntry, Section, SectionKind } from './ConfigDump.js';
import { stringField, typeUrlOf } from './field.js';
import { LazySection } from './LazySection.js';
import { readEntries, resourceName } from './readEntries.js';
import { readScopedRoutes } from './readScopedRoutes.js';
import { readScopedRoutesSection, readSection } from './readSection.js';
import type { Element } from './recogniseElement.js';

/** The sections of a dump by kind. */
export type Sections = Readonly<Record<Exclude<SectionKind, 'scopedRoutes'>, Section | undefined>> & {
  readonly scopedRoutes: Section<ScopedRouteEntry> | undefined;
};

/** An element that belongs to a section. */
type SectionElement = Exclude<Element, { kind: 'bootstrap' | 'bootstrap-section' }>;

/** Collects a dump's sections, and its bare items and resources into one section of each kind. */
export class SectionGatherer {
  readonly #sections = new Map<SectionKind, Section[]>();
  readonly #scoped: Section<ScopedRouteEntry>[] = [];
  readonly #bare = new Map<SectionKind, { at: string; entries: DumpEntry[]; withoutResource: number }>();
  readonly #bareScoped: { at: string; entries: ScopedRouteEntry[] } = { at: '', entries: [] };

  /** Adds `value`, which stands at `at` and was recognised as `element`; `listAt` is where bare ones are listed. */
  add(element: SectionElement, value: JsonObject, at: string, listAt: string): void {
    if (element.section === 'scopedRoutes') this.#addScoped(element, value, at, listAt);
    else if (element.kind === 'section') {
      const section = readSection(value, at, element.section);
      this.#sections.set(element.section, [...(this.#sections.get(element.section) ?? []), section]);
    } else {
      const bare = this.#bareSection(element.section, listAt);
      const found =
        element.kind === 'item'
          ? readEntries(value, at, element.list, element.section)
          : [bareResource(value, at, element.section)];
      if (found.length === 0) bare.withoutResource += 1;
      for (const entry of found) bare.entries.push(entry);
    }
  }

  /** What was collected: of sections of a kind the last, ECDS sections joined. */
  sections(): Sections {
    return {
      listeners: this.#last('listeners'),
      clusters: this.#last('clusters'),
      routes: this.#last('routes'),
      endpoints: this.#last('endpoints'),
      secrets: this.#last('secrets'),
      ecds: joined(this.#all('ecds')),
      scopedRoutes: last(
        this.#bareScoped.entries.length > 0 ? [...this.#scoped, gathered(this.#bareScoped, 0)] : this.#scoped,
      ),
    };
  }

  #all(kind: SectionKind): readonly Section[] {
    const sections = this.#sections.get(kind) ?? [];
    const bare = this.#bare.get(kind);
    return bare ? [...sections, gathered(bare, bare.withoutResource)] : sections;
  }

  #last(kind: SectionKind): Section | undefined {
    return last(this.#all(kind));
  }

  #bareSection(kind: SectionKind, at: string): { entries: DumpEntry[]; withoutResource: number } {
    let bare = this.#bare.get(kind);
    if (bare === undefined) {
      bare = { at, entries: [], withoutResource: 0 };
      this.#bare.set(kind, bare);
    }
    return bare;
  }

  #addScoped(element: SectionElement, value: JsonObject, at: string, listAt: string): void {
    if (element.kind === 'section') {
      this.#scoped.push(readScopedRoutesSection(value, at));
      return;
    }
    this.#bareScoped.at = listAt;
    const found =
      element.kind === 'item'
        ? readScopedRoutes(value, at, element.list)
        : [{ ...bareResource(value, at, 'scopedRoutes'), setName: '' }];
    for (const entry of found) this.#bareScoped.entries.push(entry);
  }
}

function bareResource(resource: JsonObject, at: string, kind: SectionKind): DumpEntry {
  return {
    at,
    name: resourceName(resource, kind),
    state: 'active',
    versionInfo: stringField(resource, 'version_info'),
    lastUpdated: stringField(resource, 'last_updated'),
    typeUrl: typeUrlOf(resource),
    resource,
    details: undefined,
  };
}

function gathered<Entry extends DumpEntry>(
  bare: { readonly at: string; readonly entries: readonly Entry[] },
  withoutResource: number,
): Section<Entry> {
  const { at, entries } = bare;
  return { at, typeUrl: '', versionInfo: undefined, entries, withoutResource, value: {}, earlier: [] };
}

function last<Entry extends DumpEntry>(sections: readonly Section<Entry>[]): Section<Entry> | undefined {
  const section = sections.at(-1);
  return section && new LazySection(section, () => section, sections.slice(0, -1));
}

function joined(sections: readonly Section[]): Section | undefined {
  const section = sections.at(-1);
  const read = () => ({
    entries: sections.flatMap((each) => each.entries),
    withoutResource: sections.reduce((sum, each) => sum + each.withoutResource, 0),
  });
  return section && new LazySection(section, read, sections.slice(0, -1));
}
