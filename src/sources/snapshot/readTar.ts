import { extract } from 'tar-stream';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** Files in an archive. */
const MAX_ENTRIES = 100_000;

/**
 * The files in a tar archive by path; of a path given twice the last counts. Links, devices, absolute paths and paths with `..` are a
 * `UserError` (exit 5), as is what is no tar archive.
 */
export async function readTar(bytes: Uint8Array, name: string): Promise<ReadonlyMap<string, Uint8Array>> {
  if (!looksLikeTar(bytes)) return refuse('this is neither a folder nor a .tar.gz of a snapshot', name);
  const files = new Map<string, Uint8Array>();
  const archive = extract();
  archive.end(bytes);
  try {
    for await (const entry of archive) {
      const path = checkedPath(entry.header.name, name);
      const { type } = entry.header;
      if (type === 'file' || type === 'contiguous-file') files.set(path, await readEntry(entry));
      else if (type === 'directory') entry.resume();
      else refuse(`the archive holds a ${type}, which a snapshot has not: ${path}`, name);
      if (files.size > MAX_ENTRIES) refuse(`the archive holds more than ${MAX_ENTRIES} files`, name);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    return refuse('the archive is damaged or incomplete', name, error);
  }
  return files;
}

/** A tar's first block has `ustar` at 257, or is empty. */
function looksLikeTar(bytes: Uint8Array): boolean {
  return bytes.length >= 512 && Buffer.from(bytes.subarray(257, 262)).toString('latin1') === 'ustar';
}

async function readEntry(entry: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function checkedPath(path: string, name: string): string {
  const parts = path.split('/').filter((part) => part !== '.' && part !== '');
  if (path.startsWith('/') || path.includes('\\') || parts.includes('..')) {
    return refuse(`the archive holds a path that leads out of it: ${path}`, name);
  }
  return parts.join('/');
}

function refuse(message: string, where: string, cause?: unknown): never {
  throw new UserError(message, { where, exitCode: ExitCode.unreadable, cause });
}
