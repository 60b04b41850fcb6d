// Writes oclif.manifest.json from the built commands: what oclif knows of each without loading it.
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core/config';
import { build } from './build.mjs';
import { ROOT } from './paths.mjs';

export const MANIFEST = join(ROOT, 'oclif.manifest.json');

/** The manifest's text, of the sources that are there. */
export async function generateManifest() {
  await build();
  const pjson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const oclif = { ...pjson.oclif, commands: { strategy: 'pattern', target: './dist/commands' } };
  const plugin = new Plugin({
    root: ROOT,
    isRoot: true,
    pjson: { ...pjson, oclif },
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
  });
  await plugin.load();
  return `${JSON.stringify(sorted(plugin.manifest), undefined, 2)}\n`;
}

/** In the order of ids, so that the file depends on the commands alone. */
function sorted({ commands, ...rest }) {
  const entries = Object.entries(commands).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...rest, commands: Object.fromEntries(entries) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(MANIFEST, await generateManifest());
