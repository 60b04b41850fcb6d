import { lstatSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import { describeFileError } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** What a snapshot's root holds; whatever else lies there is not looked at. */
const TOP_FILES: readonly string[] = ['snapshot.json', 'dns.txt'];
const TOP_FOLDERS: readonly string[] = ['objects', 'pods', 'nodes'];

/**
 * The files of a snapshot in a folder, each read when it is asked for; `undefined` if `folder` is none. Symbolic links in it are a
 * `UserError` (exit 5): they could lead anywhere.
 */
export function folderFiles(folder: string): SnapshotFiles | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const top = TOP_FILES.filter((name) => exists(join(folder, name)));
  const below = TOP_FOLDERS.filter((name) => exists(join(folder, name))).flatMap((name) =>
    walk(folder, join(folder, name)),
  );
  return {
    name: folder,
    paths: [...top, ...below].sort(),
    read: (path) => readFile(join(folder, ...path.split('/'))),
    sourceOf: (path) => ({ kind: 'snapshot', path: join(folder, path) }),
  };
}

function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    return refuse(describeFileError(error), path, error);
  }
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
    return refuse(describeFileError(error), folder, error);
  }
}

function refuse(message: string, where: string, cause?: unknown): never {
  throw new UserError(message, { where, exitCode: ExitCode.unreadable, cause });
}
