import { createHash } from 'node:crypto';
import { parseJson } from '../../text/json/parseJson.js';
import type { FactSource } from '../FactSource.js';
import type { MissingEvidence } from '../WorkloadFacts.js';
import { entryAt, formatSubject, type SnapshotEntry, type Subject } from './layout.js';
import { MANIFEST_PATH, readManifest, type Manifest, type ManifestItem } from './Manifest.js';
import type { Report } from './readSnapshot.js';
import type { SnapshotFiles } from './SnapshotFiles.js';

/** One file of the layout. */
export interface SnapshotFile {
  readonly path: string;
  /** The last part of the path. */
  readonly name: string;
  readonly entry: SnapshotEntry;
  readonly source: FactSource;
  /** Reads the bytes; the first time it reports when they are not those of the manifest. */
  readonly read: () => Uint8Array;
}

/** A snapshot's files beside its manifest. */
export interface CheckedFiles {
  readonly source: FactSource;
  readonly manifest: Manifest | undefined;
  readonly files: readonly SnapshotFile[];
  readonly missing: readonly (MissingEvidence & { readonly of: string; readonly subject: Subject })[];
}

/** Puts manifest and files side by side. Files outside the layout (a README, checks) are none of the snapshot's and are not looked at. */
export function openFiles(files: SnapshotFiles, report: Report): CheckedFiles {
  const manifest = openManifest(files, report);
  const items = new Map(manifest?.items.map((item) => [item.path, item]));
  const present = new Set(files.paths);
  const known = files.paths.flatMap((path) => {
    const entry = entryAt(path);
    if (!entry) return [];
    // A file that the user put in by hand is not what the manifest speaks of.
    const item = files.sourceOf(path).kind === 'snapshot' ? items.get(path) : undefined;
    if (manifest && !item && files.sourceOf(path).kind === 'snapshot')
      report(`${files.sourceOf(path).path}: not in the manifest`);
    return [openFile(files, path, entry, item, report)];
  });
  const missing = (manifest?.items ?? []).flatMap((item) => {
    const entry = entryAt(item.path);
    if (present.has(item.path) || !entry) return [];
    if (item.error === undefined) report(`${files.name}: ${item.path} is in the manifest, but not there`);
    const { kind, subject } = entry;
    return [{ kind, path: item.path, why: item.error ?? 'the file is gone', of: formatSubject(subject), subject }];
  });
  const capturedAt = manifest && { capturedAt: manifest.createdAt };
  return { source: { kind: 'snapshot', path: files.name, ...capturedAt }, manifest, files: known, missing };
}

function openManifest(files: SnapshotFiles, report: Report): Manifest | undefined {
  if (files.paths.includes(MANIFEST_PATH)) {
    return readManifest(parseJson(files.read(MANIFEST_PATH), files.sourceOf(MANIFEST_PATH).path));
  }
  const handGiven = files.paths.every((path) => files.sourceOf(path).kind !== 'snapshot');
  if (!handGiven) report(`${files.name}: no ${MANIFEST_PATH}, so nothing says when and how this was captured`);
  return undefined;
}

function openFile(
  files: SnapshotFiles,
  path: string,
  entry: SnapshotEntry,
  item: ManifestItem | undefined,
  report: Report,
): SnapshotFile {
  const source = { ...files.sourceOf(path), ...(item ? { capturedAt: item.at } : {}) };
  let checked = item?.sha256 === undefined;
  const read = (): Uint8Array => {
    const bytes = files.read(path);
    if (!checked) {
      checked = true;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (sha256 !== item?.sha256)
        report(`${source.path}: changed since it was captured (its sha256 is not the manifest's)`);
    }
    return bytes;
  };
  return { path, name: path.slice(path.lastIndexOf('/') + 1), entry, source, read };
}
