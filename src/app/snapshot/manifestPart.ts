import { MANIFEST_PATH, type Manifest } from '../../facts/snapshot/Manifest.js';
import type { SnapshotPart } from '../../sources/snapshot/writeSnapshot.js';

/** The manifest as a file of its snapshot. */
export function manifestPart(manifest: Manifest): SnapshotPart {
  return { path: MANIFEST_PATH, bytes: () => Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`) };
}

/** RFC 3339, to the second. */
export function toTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
