import { statSync } from 'node:fs';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { inputName, readBytes, STDIN } from '../file/readBytes.js';
import { archiveFiles } from './archiveFiles.js';
import { folderFiles } from './folderFiles.js';

/**
 * Opens a snapshot: a folder, an archive (`.tar`, `.tar.gz`, `.tgz`; told by its content), or such an archive on stdin for `-`. A folder's
 * files are read when they are asked for, an archive at once. What cannot be opened is a `UserError` (exit 5).
 */
export async function openSnapshot(path: string): Promise<SnapshotFiles> {
  const files = isFolder(path) ? folderFiles(path) : await archiveFiles(readBytes(path, 'a snapshot'), path);
  if (!files.paths.some((one) => one === 'snapshot.json' || /^(?:objects|pods|nodes)\//.test(one))) {
    throw new UserError('this is no snapshot: it holds neither snapshot.json nor objects/, pods/ or nodes/', {
      where: inputName(path),
      exitCode: ExitCode.unreadable,
    });
  }
  return files;
}

function isFolder(path: string): boolean {
  return path !== STDIN && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}
