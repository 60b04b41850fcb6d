// The core as an importable module: bundled from src/ next to the other caches, as the commands of dist/ have no names to
// import.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../tools/paths.mjs';

const EXPORTS = {
  loadFacts: 'app/loadFacts',
  worldOf: 'trace/world/worldOf',
  traceRequest: 'trace/traceRequest',
};

/** `loadFacts`, `worldOf` and `traceRequest`. */
export async function importCore() {
  const { build } = await import('esbuild');
  const outfile = join(ROOT, 'node_modules', '.cache', 'bench', 'core.mjs');
  const lines = Object.entries(EXPORTS).map(([name, file]) => `export { ${name} } from './src/${file}.ts';`);
  await build({
    stdin: { contents: lines.join('\n'), resolveDir: ROOT },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22.19',
    packages: 'external',
    outfile,
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}
