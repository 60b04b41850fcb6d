import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './sourceFiles.js';

test.each([
  [
    'an import is made at its first use',
    'const os_1 = require("./os");\nexports.a = () => os_1.b;',
    'let $os_1; const os_1$ = () => ($os_1 ??= require("./os"));\nexports.a = () => (os_1$()).b;',
  ],
  [
    'one with a helper around it keeps the helper',
    'const a_1 = __importDefault(require("a"));\na_1.default();',
    'let $a_1; const a_1$ = () => ($a_1 ??= __importDefault(require("a")));\n(a_1$()).default();',
  ],
  [
    'new takes the class, not the import',
    'const a_1 = require("a");\nnew a_1.A(1);',
    'let $a_1; const a_1$ = () => ($a_1 ??= require("a"));\nnew (a_1$()).A(1);',
  ],
  [
    'names that only look alike stay',
    'const a_1 = require("a");\nx.a_1 = $a_1 + a_12 + a_1.b;',
    'let $a_1; const a_1$ = () => ($a_1 ??= require("a"));\nx.a_1 = $a_1 + a_12 + (a_1$()).b;',
  ],
  ['code without imports stays', 'const a = require("a");\na.b;', 'const a = require("a");\na.b;'],
])('%s', (_name, code, expected) => {
  const module = join(ROOT, 'test', 'tools', 'lazyRequires.mjs');
  const script = `import { makeLazy } from '${module}'; process.stdout.write(makeLazy(${JSON.stringify(code)}));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stdout).toBe(expected);
});
