import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The Markdown pages of a folder, by their file names without `.md`, in the order of these names.
 *
 * @throws What the file system says: the folder comes with the program, so that a missing one is a defect.
 */
export async function readPages(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return new Map(files.map((file, index) => [file.slice(0, -'.md'.length), texts[index] ?? '']));
}
