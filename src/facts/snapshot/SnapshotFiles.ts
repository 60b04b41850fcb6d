import type { FactSource } from '../FactSource.js';

/** The files of a snapshot, wherever they are. */
export interface SnapshotFiles {
  /** What the user named it. */
  readonly name: string;
  /** From the root, with `/`, sorted. */
  readonly paths: readonly string[];
  /** The bytes of one of `paths`; a `UserError` (exit 5) if it cannot be read. */
  readonly read: (path: string) => Uint8Array;
  /** Where one of `paths` is. */
  readonly sourceOf: (path: string) => FactSource;
}
