import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describeFileError } from '../../text/describeFileError.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/**
 * Writes a snapshot's files to `output`: an archive if the name ends with `.tgz` or `.tar.gz`, else a folder. It appears only once it is
 * complete. An `output` that exists is a `UserError` (exit 2), one that cannot be written another (exit 5).
 *
 * @param time of the files in an archive
 */
export async function writeSnapshot(output: string, files: ReadonlyMap<string, Uint8Array>, time: Date): Promise<void> {
  if (existsSync(output)) {
    throw new UserError('this exists already', {
      where: output,
      hint: 'Name another --output, or remove it first.',
      exitCode: ExitCode.usage,
    });
  }
  const unfinished = `${output}.${process.pid}.unfinished`;
  try {
    if (/\.(?:tgz|tar\.gz)$/.test(output)) writeFileSync(unfinished, gzipSync(await tarOf(files, time)));
    else writeFolder(unfinished, files);
    renameSync(unfinished, output);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new UserError(`it cannot be written: ${describeFileError(error)}`, {
      where: output,
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  }
}

function writeFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of files) {
    const target = join(folder, ...path.split('/'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
}

async function tarOf(files: ReadonlyMap<string, Uint8Array>, mtime: Date): Promise<Uint8Array> {
  const archive = pack();
  for (const [name, bytes] of files) archive.entry({ name, mtime }, Buffer.from(bytes));
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}
