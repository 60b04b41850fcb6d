import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { explain, readBytes } from '../file/readBytes.js';

/** What a snapshot's root holds; whatever else lies there is not looked at. */
const TOP_FILES: readonly string[] = ['snapshot.json', 'dns.txt'];
const TOP_FOLDERS: readonly string[] = ['objects', 'pods', 'nodes'];

/** The files of a snapshot in a folder. Symbolic links in it are refused: they could lead anywhere. */
export function folderFiles(folder: string): SnapshotFiles {
  const top = TOP_FILES.filter((name) => exists(join(folder, name)));
  const below = TOP_FOLDERS.filter((name) => exists(join(folder, name))).flatMap((name) =>
    walk(folder, join(folder, name)),
  );
  return {
    name: folder,
    paths: [...top, ...below].sort(),
    read: (path) => readBytes(join(folder, ...path.split('/')), 'a file of the snapshot'),
    sourceOf: (path) => ({ kind: 'snapshot', path: join(folder, path) }),
  };
}

function exists(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink() === true) refuse('symbolic links are not followed', path);
  return stats !== undefined;
}

function walk(root: string, folder: string): readonly string[] {
  return list(folder).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) return refuse('symbolic links are not followed', path);
    return entry.isFile() ? [relative(root, path).split(sep).join('/')] : [];
  });
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    return refuse(explain(error), folder, error);
  }
}

function refuse(message: string, where: string, cause?: unknown): never {
  throw new UserError(message, { where, exitCode: ExitCode.unreadable, cause });
}
