import { statSync } from 'node:fs';
import { STDIN } from './readBytes.js';

/** When a file was last written; `undefined` for stdin and for what is not there. */
export function modifiedAt(path: string): Date | undefined {
  return path === STDIN ? undefined : statSync(path, { throwIfNoEntry: false })?.mtime;
}
