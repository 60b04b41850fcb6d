import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hopctl } from '../hopctl.js';
import { ROOT } from './sourceFiles.js';

const DIST = join(ROOT, 'dist');

test('oclif is in the bundle once', () => {
  const texts = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(DIST, file), 'utf8'));
  const withCommand = texts.filter((text) => text.includes('// node_modules/@oclif/core/lib/command.js'));
  expect(withCommand).toHaveLength(1);
});

test('a start loads the one command that is asked for, and no help', async () => {
  const loaded = await loadedScripts(['explain', 'UH']);
  expect(loaded.filter((path) => path.includes('/dist/commands/'))).toEqual([
    expect.stringMatching(/commands\/explain\.js$/),
  ]);
  expect(loaded.filter((path) => path.includes('HopctlHelp'))).toEqual([]);
});

test('nothing outside dist/ and bin/ is loaded', async () => {
  const loaded = await loadedScripts(['explain', 'UH']);
  expect(loaded.filter((path) => !/\/(dist|bin)\/[^:]*\.js$/.test(path))).toEqual([]);
});

test('plain output loads no colours', async () => {
  expect(await loadedSources(['explain', 'UH', '-o', 'json'])).not.toContain('node_modules/chalk/');
  expect(await loadedSources(['explain', 'UH'])).toContain('node_modules/chalk/');
});

/** The paths of the scripts that a run evaluates, from V8's own coverage. */
async function loadedScripts(args: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-loaded-'));
  try {
    expect(await hopctl(args, { env: { NODE_V8_COVERAGE: folder } })).toMatchObject({ exitCode: 0 });
    return readdirSync(folder).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: { url: string }[] };
      return result.filter(({ url }) => url.startsWith('file:')).map(({ url }) => fileURLToPath(url));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function loadedSources(args: readonly string[]): Promise<string> {
  return (await loadedScripts(args)).map((path) => readFileSync(path, 'utf8')).join('\n');
}
