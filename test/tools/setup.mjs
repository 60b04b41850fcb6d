// Makes a clone ready to run: the packages of package-lock.json, the Node.js that comes with them, and dist/.
// Runs on Node 20 and with no package installed. Says nothing when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingPackages } from './missingPackages.mjs';
import { NODE, ROOT } from './paths.mjs';

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (error !== undefined) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0) fail(`${[command, ...args].join(' ')} failed with exit code ${status}`);
}

function fail(message) {
  process.stderr.write(`setup: ${message}\n`);
  process.exit(1);
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  } catch {
    return undefined;
  }
}

function install() {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  process.stderr.write('setup: installing the packages of package-lock.json\n');
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...args]);
  else run('npm', args);
}

const missing = missingPackages(readLock('package-lock.json'), readLock('node_modules/.package-lock.json'));
if (missing.length > 0) install();

const { stdout } = spawnSync(NODE, ['--version'], { encoding: 'utf8' });
const wanted = readLock('package-lock.json').packages['node_modules/node'].version;
if (stdout?.trim() !== `v${wanted}`) {
  fail(
    `node_modules/.bin/node is not Node.js ${wanted}: were install scripts switched off? Remove node_modules, then npm ci`,
  );
}

run(NODE, [join(import.meta.dirname, 'build.mjs')]);
