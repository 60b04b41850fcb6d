import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './sourceFiles.js';

const LOCK = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true },
  },
};

const A = LOCK.packages['node_modules/a'];
const B = LOCK.packages['node_modules/b'];

test.each([
  ['nothing is installed', undefined, ['node_modules/a']],
  ['all is there', { 'node_modules/a': A, 'node_modules/b': B }, []],
  ['an optional one of another platform is not', { 'node_modules/a': A }, []],
  ['another version', { 'node_modules/a': { ...A, version: '1.0.1' } }, ['node_modules/a']],
  ['other contents', { 'node_modules/a': { ...A, integrity: 'sha512-x' } }, ['node_modules/a']],
  ['an optional one in another version', { 'node_modules/a': A, 'node_modules/b': A }, ['node_modules/b']],
])('setup installs what is missing: %s', (_name, packages, expected) => {
  const module = join(ROOT, 'test', 'tools', 'missingPackages.mjs');
  const installed = packages === undefined ? 'undefined' : JSON.stringify({ packages });
  const script = `import { missingPackages } from '${module}';
    console.log(JSON.stringify(missingPackages(${JSON.stringify(LOCK)}, ${installed})));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual(expected);
});
