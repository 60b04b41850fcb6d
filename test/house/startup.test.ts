import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadedScripts, loadedSources } from '../loadedScripts.js';
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

const POD = 'batch-5d9f7c8b6-w8kzt.web';
const SHOP = ['--snapshot', 'fixtures/shop'];

test.each([
  [['pc', 'all', POD, ...SHOP, '-o', 'json']],
  [['iptables', POD, ...SHOP]],
  [['trace-request', POD, 'http://legacy/', ...SHOP]],
  [['check', 'fixtures/webapp-calculator/checks.yaml']],
  [['snapshot', 'show', 'fixtures/shop']],
])('a run on files loads no client of a cluster: %j', async (args) => {
  const sources = await loadedSources(args);
  expect(sources).toContain('// src/commands/');
  expect(sources).not.toMatch(/\/\/ (?:src\/sources\/kube|src\/app\/live|node_modules\/ws)\//);
});
