import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The bundled program that runs inside of the lab's namespaces. */
export function childProgram(): string {
  return inPackage('dist/lab-child.js');
}

/** hopctl itself. */
export function hopctlProgram(): string {
  return inPackage('bin/hopctl.js');
}

/** A file of this package, whether the bundle runs or the sources. */
function inPackage(path: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, path);
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) throw new Error(`${path} is missing: run npm run build`);
  }
}
