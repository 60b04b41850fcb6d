import { entryAt, formatSubject } from '../../facts/snapshot/layout.js';
import { SCHEMA_VERSION, type Manifest, type ManifestItem } from '../../facts/snapshot/Manifest.js';
import { openFiles } from '../../facts/snapshot/openFiles.js';
import { readSnapshot, type Report } from '../../facts/snapshot/readSnapshot.js';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import { modifiedAt } from '../../sources/file/modifiedAt.js';
import { sha256, writeSnapshot, type SnapshotPart } from '../../sources/snapshot/writeSnapshot.js';
import { findFaults } from '../findFaults.js';
import { manifestPart, toTime } from './manifestPart.js';
import { openSources, type FactsOptions } from '../loadFacts.js';

/** What a new snapshot is made of. */
export interface CreateOptions extends FactsOptions {
  /** A folder that does not exist yet, or a file `….tgz`, `….tar.gz`. */
  readonly output: string;
  /** Name and version of the program. */
  readonly tool: string;
  readonly now: Date;
}

/** What was written. */
export interface CreatedSnapshot {
  readonly output: string;
  readonly manifest: Manifest;
}

/**
 * Writes a snapshot of another one and of files given by hand, byte for byte, with a manifest. Every file is read as its use will read it
 * first: one that is broken is a `UserError` (exit 5), and nothing is written. Nothing is redacted.
 */
export async function createSnapshot(options: CreateOptions, report: Report): Promise<CreatedSnapshot> {
  const files = await openSources(options);
  const [fault] = findFaults(readSnapshot(files, report));
  if (fault) throw fault;
  const manifest = makeManifest(files, options);
  const contents = manifest.items
    .filter(({ error }) => error === undefined)
    .map(({ path }): SnapshotPart => ({ path, bytes: () => files.read(path) }));
  await writeSnapshot(options.output, [manifestPart(manifest), ...contents], options.now);
  return { output: options.output, manifest };
}

function makeManifest(files: SnapshotFiles, { tool, now, given = [] }: CreateOptions): Manifest {
  const before = openFiles(files, () => undefined).manifest;
  const known = new Map(before?.items.map((item) => [item.path, item]));
  const fileOf = new Map(given.map(({ path, file }) => [path, file]));
  const items = files.paths.flatMap((path): readonly ManifestItem[] => {
    const entry = entryAt(path);
    if (!entry) return [];
    const file = fileOf.get(path);
    const old = file === undefined ? known.get(path) : undefined;
    const source = old?.source ?? files.sourceOf(path).path;
    const at = old?.at ?? toTime((file === undefined ? undefined : modifiedAt(file)) ?? now);
    return [{ path, kind: entry.kind, of: formatSubject(entry.subject), source, at, sha256: sha256(files.read(path)) }];
  });
  const present = new Set(items.map(({ path }) => path));
  const absent = (before?.items ?? []).filter(({ path, error }) => error !== undefined && !present.has(path));
  return { schemaVersion: SCHEMA_VERSION, createdAt: toTime(now), tool, items: [...items, ...absent] };
}
