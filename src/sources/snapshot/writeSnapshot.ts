import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { describeFileError } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** One file of a snapshot, made when its turn comes. */
export interface SnapshotPart {
  readonly path: string;
  readonly bytes: () => Uint8Array;
}

/**
 * Writes a snapshot's files to `output`, in their order and one after the other: an archive if the name ends with `.tgz` or `.tar.gz`, else a
 * folder; only its owner may read it. It appears only once it is complete. An `output` that exists is a `UserError` (exit 2), one that cannot
 * be written another (exit 5); what making a part throws goes through.
 *
 * @param time of the files in an archive: the same parts and time are the same bytes
 */
export async function writeSnapshot(output: string, parts: Iterable<SnapshotPart>, time: Date): Promise<void> {
  refuseExisting(output);
  const unfinished = `${output}.${process.pid}.unfinished`;
  try {
    if (isArchiveName(output)) await writeArchive(unfinished, parts, time);
    else writeFolder(unfinished, parts);
    renameSync(unfinished, output);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (error instanceof UserError) throw error;
    throw new UserError(`it cannot be written: ${describeFileError(error)}`, {
      where: output,
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  }
}

/** Whether a snapshot of that name is an archive. */
function isArchiveName(output: string): boolean {
  return /\.(?:tgz|tar\.gz)$/.test(output);
}

/** An output that exists already is a `UserError` (exit 2). */
export function refuseExisting(output: string): void {
  if (!existsSync(output)) return;
  throw new UserError('this exists already', {
    where: output,
    hint: 'Name another --output, or remove it first.',
    exitCode: ExitCode.usage,
  });
}

/** The SHA-256 of bytes, in hex, as a manifest has it. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function writeFolder(folder: string, parts: Iterable<SnapshotPart>): void {
  for (const { path, bytes } of parts) {
    const target = join(folder, ...path.split('/'));
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(target, bytes(), { mode: 0o600 });
  }
}

/** Holds one file at a time. */
async function writeArchive(file: string, parts: Iterable<SnapshotPart>, mtime: Date): Promise<void> {
  const archive = pack();
  const written = pipeline(archive, createGzip(), createWriteStream(file, { mode: 0o600 }));
  try {
    for (const { path, bytes } of parts) {
      const content = Buffer.from(bytes());
      await new Promise<void>((done, fail) => {
        archive.entry({ name: path, mtime, mode: 0o600 }, content, (error) => {
          if (error) fail(error);
          else done();
        });
      });
    }
    archive.finalize();
  } catch (error) {
    archive.destroy();
    await written.catch(() => undefined);
    throw error;
  }
  await written;
}
