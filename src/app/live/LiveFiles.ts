import type { FactSource } from '../../facts/FactSource.js';
import { entryAt, formatSubject } from '../../facts/snapshot/layout.js';
import { MANIFEST_PATH, SCHEMA_VERSION, type Manifest, type ManifestItem } from '../../facts/snapshot/Manifest.js';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** Something fetched. */
interface LiveFile {
  readonly read: () => Uint8Array;
  readonly source: FactSource;
}

/** What was fetched of a cluster, under the names of a snapshot's layout. Filled piece by piece; `files` is what there is so far. */
export class LiveFiles {
  readonly #files = new Map<string, LiveFile>();
  readonly #missing = new Map<string, ManifestItem>();
  #lists = 0;

  constructor(
    /** `cluster NAME`, for messages. */
    private readonly name: string,
  ) {}

  /** Puts a file at its place; `source` says what gave it. */
  add(path: string, read: () => Uint8Array, source: string, at: Date): void {
    this.#files.set(path, { read, source: { kind: 'cluster', path: source, capturedAt: at.toISOString() } });
  }

  /** Adds Kubernetes objects. */
  addObjects(items: readonly JsonObject[], at: Date): void {
    if (items.length === 0) return;
    this.#lists += 1;
    const bytes = Buffer.from(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    this.add(`objects/${String(this.#lists).padStart(4, '0')}.json`, () => bytes, `objects of ${this.name}`, at);
  }

  /** Says why a file of the layout is not there. */
  miss(path: string, why: string, at: Date): void {
    const entry = entryAt(path);
    if (entry === undefined) throw new Error(`${path} is no place of a snapshot`);
    const { kind, subject } = entry;
    this.#missing.set(path, {
      path,
      kind,
      of: formatSubject(subject),
      source: this.name,
      at: at.toISOString(),
      error: why,
    });
  }

  get files(): SnapshotFiles {
    const files = new Map([...this.#files, ...this.#manifest()]);
    const file = (path: string): LiveFile => {
      const found = files.get(path);
      if (found === undefined) throw new Error(`${path} was not fetched`);
      return found;
    };
    return {
      name: this.name,
      paths: [...files.keys()].sort(),
      read: (path) => file(path).read(),
      sourceOf: (path) => file(path).source,
    };
  }

  /** A manifest of what is missing, for what is there says itself where it came from. */
  #manifest(): readonly (readonly [string, LiveFile])[] {
    const items = [...this.#missing.values()].filter(({ path }) => !this.#files.has(path));
    const [first] = items;
    if (first === undefined) return [];
    const manifest: Manifest = { schemaVersion: SCHEMA_VERSION, createdAt: first.at, tool: 'hopctl', items };
    const bytes = Buffer.from(JSON.stringify(manifest));
    return [[MANIFEST_PATH, { read: () => bytes, source: { kind: 'cluster', path: this.name, capturedAt: first.at } }]];
  }
}
