import { gunzipSync } from 'node:zlib';
import type { SnapshotFiles } from '../../facts/snapshot/SnapshotFiles.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import { readTar } from './readTar.js';

/** Bytes of an archive once unpacked. */
const MAX_UNPACKED = 2 ** 30;

/**
 * The files of a snapshot in a tar archive, compressed with gzip or not; told by its content. The archive may have the snapshot in one
 * folder of its own. One that is damaged, too large, or none is a `UserError` (exit 5).
 */
export async function archiveFiles(bytes: Uint8Array, name: string): Promise<SnapshotFiles> {
  const files = await readTar(unpack(bytes, name), name);
  const prefix = files.has('snapshot.json') ? '' : commonFolder([...files.keys()]);
  const inside = new Map([...files].map(([key, value]) => [key.slice(prefix.length), value]));
  return {
    name,
    paths: [...inside.keys()].sort(),
    read: (key) => inside.get(key) ?? refuse(`the archive has no ${key}`, name),
    sourceOf: (key) => ({ kind: 'snapshot', path: `${name}:${key}` }),
  };
}

function unpack(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return refuse(
      tooLarge ? 'the archive unpacks to more than 1 GiB' : 'the archive is damaged or incomplete',
      name,
      error,
    );
  }
}

/** The one folder that everything is in, with its slash; empty if there is none. */
function commonFolder(paths: readonly string[]): string {
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  return paths.every((path) => path.startsWith(folder)) && !/^(?:objects|pods|nodes)\/$/.test(folder) ? folder : '';
}

function refuse(message: string, where: string, cause?: unknown): never {
  throw new UserError(message, { where, exitCode: ExitCode.unreadable, cause });
}
