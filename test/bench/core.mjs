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

/** What `npm run proof -- envoy` generates, and the model of it. */
const DIFFERENTIAL = {
  generate: 'proof/envoy/gen/generate',
  PROFILES: 'proof/envoy/gen/generate',
  worldOfConfigurations: 'proof/envoy/worldOfConfigurations',
};

/** `loadFacts`, `worldOf` and `traceRequest`. */
export function importCore() {
  return importBundled('core', 'src', EXPORTS);
}

/** `generate`, `PROFILES` and `worldOfConfigurations`. */
export function importDifferential() {
  return importBundled('differential', 'test', DIFFERENTIAL);
}

async function importBundled(bundle, folder, exports) {
  const { build } = await import('esbuild');
  const outfile = join(ROOT, 'node_modules', '.cache', 'bench', `${bundle}.mjs`);
  const lines = Object.entries(exports).map(([name, file]) => `export { ${name} } from './${folder}/${file}.ts';`);
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
