import { redactedNumbers } from '../../text/redactedText.js';
import { entryAt } from '../snapshot/layout.js';
import type { SnapshotFiles } from '../snapshot/SnapshotFiles.js';
import type { OpenNames } from './OpenNames.js';
import { Placeholders } from './Placeholders.js';
import { redactFile } from './redactFile.js';

/** A file without its secrets. */
export interface RedactedFile {
  readonly bytes: Uint8Array;
  /** In how many places something was replaced, those of an earlier redaction not counted. */
  readonly replaced: number;
}

/**
 * Redacts the files of a snapshot, each when it is asked for: the same secret has the same placeholder in all of them. Files outside the layout
 * are refused with an `Error`: nobody knows what they hold. One that cannot be read is a `UserError` (exit 5).
 */
export function openRedaction(files: SnapshotFiles, open?: OpenNames): (path: string) => RedactedFile {
  const placeholders = new Placeholders(firstFree(files), open);
  return (path) => {
    const entry = entryAt(path);
    if (entry === undefined) throw new Error(`${path} is no place of a snapshot`);
    const before = placeholders.uses;
    const bytes = redactFile(entry.kind, path, files.read(path), placeholders);
    return { bytes, replaced: placeholders.uses - before };
  };
}

/** Above the numbers of an earlier redaction, whose placeholders stay. */
function firstFree(files: SnapshotFiles): number {
  let highest = 0;
  for (const path of files.paths) {
    if (entryAt(path) === undefined) continue;
    for (const number of redactedNumbers(Buffer.from(files.read(path)).toString('latin1'))) {
      if (number > highest) highest = number;
    }
  }
  return highest + 1;
}
