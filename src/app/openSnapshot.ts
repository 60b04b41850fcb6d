import type { SnapshotFiles } from '../facts/snapshot/SnapshotFiles.js';
import { inputName, readBytes, STDIN } from '../sources/file/readBytes.js';
import { archiveFiles } from '../sources/snapshot/archiveFiles.js';
import { folderFiles } from '../sources/snapshot/folderFiles.js';
import { ExitCode } from '../text/ExitCode.js';
import { UserError } from '../text/UserError.js';

/**
 * Opens a snapshot: a folder, an archive (`.tar`, `.tar.gz`, `.tgz`; told by its content), or such an archive on stdin for `-`. What
 * cannot be opened, or holds nothing of a snapshot, is a `UserError` (exit 5).
 */
export async function openSnapshot(path: string): Promise<SnapshotFiles> {
  const folder = path === STDIN ? undefined : folderFiles(path);
  const files = folder ?? (await archiveFiles(await readBytes(path, 'a snapshot'), inputName(path)));
  if (!files.paths.some((one) => one === 'snapshot.json' || /^(?:objects|pods|nodes)\//.test(one))) {
    throw new UserError('this is no snapshot: it holds neither snapshot.json nor objects/, pods/ or nodes/', {
      where: inputName(path),
      exitCode: ExitCode.unreadable,
    });
  }
  return files;
}
