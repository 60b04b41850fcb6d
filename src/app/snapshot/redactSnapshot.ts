import { entryAt, formatSubject } from '../../facts/snapshot/layout.js';
import type { Manifest, ManifestItem } from '../../facts/snapshot/Manifest.js';
import { openFiles } from '../../facts/snapshot/openFiles.js';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import { refuseExisting } from '../../sources/snapshot/writeSnapshot.js';
import { openSnapshot } from '../openSnapshot.js';
import { toTime } from './manifestPart.js';
import { writeEvidence } from './writeEvidence.js';

/** Which snapshot, and where it goes. */
export interface RedactOptions {
  readonly snapshot: string;
  readonly output: string;
  /** Name and version of the program. */
  readonly tool: string;
  readonly now: Date;
}

/**
 * Writes a snapshot anew without its secrets; files outside the layout do not come along. What cannot be opened is a `UserError` (exit 5), an
 * output that exists another (exit 2).
 */
export async function redactSnapshot(options: RedactOptions, report: (note: string) => void): Promise<Manifest> {
  const { snapshot, output, tool, now } = options;
  refuseExisting(output);
  const files = await openSnapshot(snapshot);
  const known = openFiles(files, report).manifest?.items ?? [];
  return writeEvidence({ output, files, items: itemsOf(files, known, now), redact: true, tool, createdAt: now });
}

function itemsOf(
  files: SnapshotFiles,
  known: readonly ManifestItem[],
  now: Date,
): readonly Omit<ManifestItem, 'sha256' | 'redacted'>[] {
  const noted = new Map(known.map((item) => [item.path, item]));
  const there = files.paths.flatMap((path) => {
    const entry = entryAt(path);
    if (entry === undefined) return [];
    const { source = files.sourceOf(path).path, at = toTime(now) } = noted.get(path) ?? {};
    return [{ path, kind: entry.kind, of: formatSubject(entry.subject), source, at }];
  });
  const present = new Set(there.map(({ path }) => path));
  const missing = known.filter(({ path, error }) => error !== undefined && !present.has(path));
  return [...there, ...missing].sort((a, b) => (a.path < b.path ? -1 : 1));
}
