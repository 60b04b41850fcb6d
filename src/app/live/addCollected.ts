import type { CollectedFile } from '../../sources/node/collectedFiles.js';
import type { LiveFiles } from './LiveFiles.js';

/** Puts what was read on a node at its place. */
export function addCollected(files: LiveFiles, collected: readonly CollectedFile[]): void {
  for (const file of collected) {
    const at = new Date(file.at);
    if ('error' in file) files.miss(file.path, file.error, at);
    else files.add(file.path, () => file.bytes, file.source, at);
  }
}
