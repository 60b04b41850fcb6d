// Bundles src/ into dist/: main.js, one file a command, what runs inside of labs, and the chunks that they share. Does nothing when dist/ is of
// the sources that are there. Runs on Node 20.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lazyRequires } from './lazyRequires.mjs';
import { leaveOut } from './leaveOut.mjs';
import { ROOT } from './paths.mjs';
import { plainBuiltins } from './plainBuiltins.mjs';
import { thirdPartyLicenses } from './thirdPartyLicenses.mjs';

const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.sources');

/** CommonJS code in an ES module wants these three. */
const COMMONJS_GLOBALS = [
  `import{createRequire as __createRequire}from'node:module';`,
  `const require=__createRequire(import.meta.url),__filename=import.meta.filename,__dirname=import.meta.dirname;`,
].join('');

/** Brings dist/ up to date; returns whether it had to build. */
export async function build() {
  const stamp = sourcesHash();
  if (readIfThere(STAMP) === stamp) return false;
  const { build: bundle } = await import('esbuild');
  const result = await bundle({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: 'src/commands/base/main.ts', out: 'main' },
      { in: 'src/lab/child/main.ts', out: 'lab-child' },
      ...commandFiles().map(entryPoint),
    ],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    platform: 'node',
    external: ['koffi'],
    format: 'esm',
    target: 'node22.19',
    minifySyntax: true,
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: COMMONJS_GLOBALS },
    plugins: [leaveOut(), lazyRequires(), plainBuiltins()],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const files = new Map(result.outputFiles.map((file) => [file.path, file.contents]));
  files.set(join(DIST, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(Object.keys(result.metafile.inputs)));
  replaceFolder(files);
  writeFileSync(STAMP, stamp);
  return true;
}

function commandFiles() {
  return filesBelow(join(ROOT, 'src', 'commands')).filter((file) => file.endsWith('.ts') && !file.includes('/base/'));
}

function entryPoint(file) {
  return { in: file, out: relative(join(ROOT, 'src'), file).replace(/\.ts$/, '') };
}

/** File by file, each at once, so that a hopctl that runs meanwhile finds whole files only. */
function replaceFolder(files) {
  for (const [path, contents] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, contents);
    renameSync(`${path}.new`, path);
  }
  for (const path of filesBelow(DIST)) if (!files.has(path)) rmSync(path);
}

function sourcesHash() {
  const hash = createHash('sha256');
  const sources = [
    ...filesBelow(join(ROOT, 'src')),
    ...filesBelow(import.meta.dirname),
    join(ROOT, 'package-lock.json'),
  ];
  for (const file of sources)
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

function filesBelow(folder) {
  const entries = readIfThere(folder, (path) => readdirSync(path, { withFileTypes: true, recursive: true })) ?? [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function readIfThere(path, read = (file) => readFileSync(file, 'utf8')) {
  try {
    return read(path);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
