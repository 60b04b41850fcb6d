import type { FactSource } from '../FactSource.js';
import type { SnapshotFiles } from './SnapshotFiles.js';

/** A file that is to stand at a place of the layout. */
export interface AddedFile {
  /** From the snapshot's root: `pods/web/cart-1/config_dump.json`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly source: FactSource;
}

/** `base` (nothing, if there is none) with more files, each instead of what stands at its path. */
export function addFiles(base: SnapshotFiles | undefined, added: readonly AddedFile[]): SnapshotFiles {
  const own = new Map(added.map((file) => [file.path, file]));
  const missing = (path: string): never => {
    throw new Error(`no ${path} among the added files`);
  };
  return {
    name: base?.name ?? 'the given files',
    paths: [...new Set([...(base?.paths ?? []), ...own.keys()])].sort(),
    read: (path) => own.get(path)?.bytes ?? base?.read(path) ?? missing(path),
    sourceOf: (path) => own.get(path)?.source ?? base?.sourceOf(path) ?? missing(path),
  };
}
