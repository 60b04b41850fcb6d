import { createHash } from 'node:crypto';
import { readSnapshot } from '../../src/facts/snapshot/readSnapshot.js';
import type { Facts } from '../../src/facts/Facts.js';
import type { SnapshotFiles } from '../../src/facts/snapshot/SnapshotFiles.js';

/** A snapshot in memory: paths to texts. */
function filesOf(texts: Readonly<Record<string, string>>): SnapshotFiles {
  return {
    name: 'snap',
    paths: Object.keys(texts).sort(),
    read: (path) => Buffer.from(texts[path] ?? ''),
    sourceOf: (path) => ({ kind: 'snapshot', path: `snap/${path}` }),
  };
}

/** Its facts, and what was reported; reads are counted by path. */
export function snapshot(texts: Readonly<Record<string, string>>): {
  readonly facts: Facts;
  readonly notes: string[];
  readonly reads: string[];
} {
  const notes: string[] = [];
  const reads: string[] = [];
  const files = filesOf(texts);
  const read = (path: string): Uint8Array => {
    reads.push(path);
    return files.read(path);
  };
  return { facts: readSnapshot({ ...files, read }, (note) => notes.push(note)), notes, reads };
}

/** A manifest for these files, with more items if wanted. */
export function manifest(texts: Readonly<Record<string, string>>, more: readonly object[] = []): string {
  const items = Object.entries(texts).map(([path, text]) => ({
    ...{ path, kind: 'objects', of: 'cluster', source: 'test', at: '2026-01-02T03:04:05Z' },
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  return JSON.stringify({
    schemaVersion: 1,
    createdAt: '2026-01-02T03:04:06Z',
    tool: 'test',
    items: [...items, ...more],
  });
}
