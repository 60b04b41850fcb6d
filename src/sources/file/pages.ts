import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The names of the Markdown pages in a folder of the package, without `.md`, sorted.
 *
 * @throws What the file system says: the folder comes with the program, so that a missing one is a defect.
 */
export async function listPages(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length))
    .sort();
}

/** The text of one of the pages that `listPages` names. */
export function readPage(folder: string, name: string): Promise<string> {
  return readFile(join(folder, `${name}.md`), 'utf8');
}
