import { redactedNumbers } from '../../text/redactedText.js';
import { entryAt } from '../snapshot/layout.js';
import type { SnapshotFiles } from '../snapshot/SnapshotFiles.js';
import { Placeholders } from './Placeholders.js';
import { redactFile } from './redactFile.js';

/** A file without its secrets. */
export interface RedactedFile {
  readonly bytes: Uint8Array;
  /** In how many places something was replaced, those of an earlier redaction not counted. */
  readonly replaced: number;
}

/**
 * All files of the layout without what may be a secret, by path; the same secret has the same placeholder in all of them. Files outside the
 * layout are left out: nobody knows what they hold. A file that cannot be read is a `UserError` (exit 5).
 */
export function redactSnapshot(files: SnapshotFiles): ReadonlyMap<string, RedactedFile> {
  const known = files.paths.flatMap((path) => {
    const entry = entryAt(path);
    return entry === undefined ? [] : [{ path, kind: entry.kind }];
  });
  const placeholders = new Placeholders(firstFree(known.map(({ path }) => files.read(path))));
  return new Map(
    known.map(({ path, kind }) => {
      const before = placeholders.uses;
      const bytes = redactFile(kind, path, files.read(path), placeholders);
      return [path, { bytes, replaced: placeholders.uses - before }] as const;
    }),
  );
}

function firstFree(contents: readonly Uint8Array[]): number {
  const used = contents.flatMap((bytes) => redactedNumbers(Buffer.from(bytes).toString('latin1')));
  return used.reduce((highest, number) => Math.max(highest, number), 0) + 1;
}
