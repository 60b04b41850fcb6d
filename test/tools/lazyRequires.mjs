import { readFile } from 'node:fs/promises';

/** How TypeScript writes an import for CommonJS: `const os_1 = require("./os");`, with or without a helper around it. */
const IMPORT = /^const (\w+_\d+) = ((?:__import\w+\()?require\("[^"]+"\)\)?);$/gm;

/**
 * The esbuild plugin that makes oclif's modules load each other when they are first used, not when they start: its help,
 * its spinners and its error printer are most of it, and a command that succeeds needs none of them.
 */
export function lazyRequires() {
  return {
    name: 'lazy-requires',
    setup(build) {
      build.onLoad({ filter: /node_modules[\\/]@oclif[\\/]core[\\/]lib[\\/].*\.js$/ }, async ({ path }) => ({
        contents: makeLazy(await readFile(path, 'utf8')),
      }));
    },
  };
}

/** `const a_1 = require("a"); a_1.b` becomes `let $a_1; const a_1$ = () => ($a_1 ??= require("a")); (a_1$()).b`. */
export function makeLazy(code) {
  const names = [...code.matchAll(IMPORT)].map(([, name]) => name);
  if (names.length === 0) return code;
  const declared = code.replace(
    IMPORT,
    (_, name, value) => `let $${name}; const ${name}$ = () => ($${name} ??= ${value});`,
  );
  const uses = new RegExp(`(?<![\\w$.])(${names.join('|')})(?![\\w$])`, 'g');
  return declared.replace(uses, '($1$$())');
}
