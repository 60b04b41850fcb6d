// `npm run proof -- kernel|envoy|reference|node …`: bundles the proof of that name out of its sources and runs it.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
/** Where each proof is. */
const FOLDERS = { kernel: 'kernel', envoy: 'envoy', reference: 'envoy/reference', node: 'node' };

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !Object.hasOwn(FOLDERS, name)) {
  console.error(`usage: npm run proof -- ${Object.keys(FOLDERS).join('|')} [options]`);
  process.exit(2);
}
const folder = join(ROOT, 'node_modules/.cache/proof');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `${name}.mjs`);
await build({
  entryPoints: [join(HERE, FOLDERS[name], 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.19',
  external: ['koffi'],
  banner: {
    js: `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`,
  },
  logLevel: 'error',
});
const { status, signal } = spawnSync(process.execPath, [outfile, ...args], { stdio: 'inherit', cwd: ROOT });
process.exit(status ?? (signal === null ? 1 : 130));
