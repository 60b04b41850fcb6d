import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hopctl } from '../../hopctl.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const BIN = join(ROOT, 'bin', 'hopctl.js');
const MAIN = new URL('../../../dist/main.js', import.meta.url).href;

test('a reader that is gone: exit 0, silent', async () => {
  const child = spawn(process.execPath, [BIN, 'explain'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(stderr).toBe('');
});

test('a reader that leaves in the middle: exit 0, silent', async () => {
  const dump = 'fixtures/shop/pods/web/frontend-7d9c6b5f4-2xkqp/config_dump.json';
  const child = spawn(process.execPath, [BIN, 'pc', 'all', '-f', dump, '-o', 'json'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(stderr).toBe('');
});

test('SIGINT while stdin is read: exit 130', async () => {
  const script = `process.stdin.once('newListener', () => console.error('reads')); await (await import('${MAIN}')).main(['pc', 'cluster', '-f', '-']);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'ignore', 'pipe'] });
  await once(child.stderr, 'data');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([130, null]);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s: exit %i', async (signal, exitCode) => {
  const script = `setInterval(() => {}, 1000); await (await import('${MAIN}')).main(['--version']);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([exitCode, null]);
});

test('a compile cache that cannot be written is no matter', async () => {
  expect(await hopctl(['explain', 'UH'], { env: { XDG_CACHE_HOME: '/dev/null' } })).toMatchObject({
    exitCode: 0,
    stderr: '',
  });
});

test('without a home there is no compile cache', async () => {
  const env = { HOME: undefined, XDG_CACHE_HOME: undefined, NODE_COMPILE_CACHE: undefined };
  expect(await hopctl(['explain', 'UH'], { env })).toMatchObject({ exitCode: 0, stderr: '' });
});

describe('a Node.js that is too old', () => {
  const old = systemNodeBelow22();

  test.skipIf(old === undefined)('one clear line, exit 2', async () => {
    const { exitCode, stdout, stderr } = await hopctl(['explain', 'UH'], { node: old ?? '' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^hopctl: Node\.js 22\.19 or newer is needed, this is v\d+\.\d+\.\d+ \(.+\)\n$/);
  });

  test.each(['v0.12.18', 'v8.17.0', 'v20.20.2', 'v22.18.0'])('%s is', async (version) => {
    const { exitCode, stderr } = await withVersion(version);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`this is ${version}`);
  });

  test.each(['v22.19.0', 'v24.21.0', 'v100.0.0'])('%s is not', async (version) => {
    expect(await withVersion(version)).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

function withVersion(version: string): ReturnType<typeof hopctl> {
  const pretend = `Object.defineProperty(process, 'version', { value: '${version}' })`;
  return hopctl(['explain', 'UH'], {
    env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(pretend)}` },
  });
}

/** A Node.js of the machine that is older than hopctl needs, where there is one. */
function systemNodeBelow22(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  const nodes = [...folders, '/usr/bin', '/usr/local/bin'].map((folder) => join(folder, 'node'));
  return nodes.find((node) => {
    try {
      return Number(/^v(\d+)/.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[1]) < 22;
    } catch {
      return false;
    }
  });
}

test('hopctl that is not built says so in one line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-unbuilt-'));
  try {
    execFileSync('cp', ['-r', join(BIN, '..'), join(folder, 'bin')]);
    execFileSync('cp', [join(BIN, '..', '..', 'package.json'), folder]);
    const child = spawn(process.execPath, [join(folder, 'bin', 'hopctl.js')], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(stderr).toMatch(/^hopctl: not built yet .*npm ci\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

test.skipIf(!isRoot)(`a user without an entry, home and shell${isRoot ? '' : ' (skipped: not root)'}: exit 0`, () => {
  const readsAll = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
  const user = ['--reuid=54321', '--regid=54321', '--clear-groups', ...readsAll];
  const { PATH } = process.env;
  const argv = [...user, process.execPath, BIN, 'explain'];
  expect(execFileSync('setpriv', argv, { env: { PATH }, encoding: 'utf8' })).toContain('DELIVERED_BYPASS');
});
