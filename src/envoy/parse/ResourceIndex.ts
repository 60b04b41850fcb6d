import type { DumpEntry, EntryState, Section } from '../dump/ConfigDump.js';
import { isJsonObject } from '../../text/json/JsonValue.js';
import type { Lookup } from '../model/EnvoyConfig.js';
import { groupBy } from './groupBy.js';
import { lazily } from './lazily.js';
import type { Parse } from './Message.js';

/** What the notes call entries besides the one that serves. */
const BESIDES: Readonly<Record<EntryState, string>> = {
  static: 'another one of this name is static',
  active: 'another one of this name is active',
  warming: 'a newer version is warming',
  draining: 'an older version is draining',
  error: 'an update was refused',
};

/** Of several that do not serve, the one that says most about why. */
const NOT_SERVING = ['warming', 'draining', 'error'] as const;

/** The resources of one section by a key: indexed when first asked, parsed when first found, and kept. */
export class ResourceIndex<T> {
  /** The entries that serve: static ones, then active ones, each in the dump's order, as Envoy makes them. */
  readonly serving: () => readonly DumpEntry[];
  readonly #section: Section | undefined;
  readonly #sectionName: string;
  readonly #parse: Parse<T>;
  readonly #byKey: () => ReadonlyMap<string, readonly DumpEntry[]>;
  /** Whether an entry has a name that cannot be read: any key that no other has could be its. */
  readonly #hasMisnamed: () => boolean;
  readonly #parsed = new Map<DumpEntry, T>();
  readonly #lookups = new Map<string, Lookup<T>>();

  /** `keysOf`: under which keys an entry is found; by default its name. */
  constructor(
    section: Section | undefined,
    sectionName: string,
    parse: Parse<T>,
    indexBy: (entries: readonly DumpEntry[]) => ReadonlyMap<string, readonly DumpEntry[]> = byName,
  ) {
    this.#section = section;
    this.#sectionName = sectionName;
    this.#parse = parse;
    this.#byKey = lazily(() => indexBy(section?.entries ?? []));
    this.#hasMisnamed = lazily(() => section?.entries.some(isMisnamed) === true);
    this.serving = lazily(() => servingEntries(section?.entries ?? []));
  }

  /** The entries under `key`, in whatever state. */
  entries(key: string): readonly DumpEntry[] {
    return this.#byKey().get(key) ?? [];
  }

  /** The names of the entries that serve, each once. */
  names(): readonly string[] {
    return [...new Set(this.serving().map((entry) => entry.name))];
  }

  /** The resource of `entry`, parsed once. */
  parsed(entry: DumpEntry): T {
    const kept = this.#parsed.get(entry);
    if (kept !== undefined) return kept;
    const value = this.#parse(entry.resource, entry.at);
    this.#parsed.set(entry, value);
    return value;
  }

  lookup(key: string): Lookup<T> {
    const kept = this.#lookups.get(key);
    if (kept !== undefined) return kept;
    const lookup = this.#look(this.entries(key));
    this.#lookups.set(key, lookup);
    return lookup;
  }

  /** What `entry`, which serves, is found as. */
  found(entry: DumpEntry, notes: readonly string[] = []): Lookup<T> {
    const { at, versionInfo = '', lastUpdated = '' } = entry;
    const state = entry.state === 'static' ? 'static' : 'active';
    return { kind: 'found', value: this.parsed(entry), state, at, versionInfo, lastUpdated, notes };
  }

  /** What a key that no entry has means: absence proves nothing where the section, or part of it, is missing. */
  missing(): Lookup<never> {
    const section = this.#section;
    if (section === undefined) return { kind: 'section_missing', section: this.#sectionName };
    const isPart = section.withoutResource > 0 || Object.keys(section.value).length === 0 || this.#hasMisnamed();
    return isPart ? { kind: 'section_missing', section: `the rest of ${this.#sectionName}` } : { kind: 'absent' };
  }

  #look(entries: readonly DumpEntry[]): Lookup<T> {
    const serving = entries.find(isServing);
    if (serving)
      return this.found(serving, entries.filter((entry) => entry !== serving && !isServing(entry)).map(note));
    const state = NOT_SERVING.find((candidate) => entries.some((entry) => entry.state === candidate));
    const entry = entries.find((candidate) => candidate.state === state);
    if (state === undefined || entry === undefined) return this.missing();
    return { kind: 'not_serving', state, at: entry.at, notes: entry.details === undefined ? [] : [entry.details] };
  }
}

function byName(entries: readonly DumpEntry[]): ReadonlyMap<string, readonly DumpEntry[]> {
  return groupBy(entries, (entry) => entry.name);
}

function isMisnamed({ name, resource }: DumpEntry): boolean {
  return name === '' && isJsonObject(resource.name);
}

function isServing(entry: DumpEntry): boolean {
  return entry.state === 'static' || entry.state === 'active';
}

/** The entries that serve, static ones first. */
export function servingEntries(entries: readonly DumpEntry[]): readonly DumpEntry[] {
  return [
    ...entries.filter((entry) => entry.state === 'static'),
    ...entries.filter((entry) => entry.state === 'active'),
  ];
}

function note(entry: DumpEntry): string {
  const what = BESIDES[entry.state];
  return entry.details === undefined || entry.details === '' ? what : `${what}: ${entry.details}`;
}
