import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cruiseLayers, type LayerReport } from './cruiseLayers.js';
import { FOLDERS, NO_EFFECTS, NO_OCLIF, NO_OTHER_COMMAND } from './floors.js';
import { ROOT, sourceFiles } from './sourceFiles.js';

describe('the floors of src', () => {
  let report: LayerReport;
  beforeAll(async () => {
    report = await cruiseLayers(ROOT);
  });

  test('no folder does what it may not', () => expect(report.violations).toEqual([]));

  test('every file was looked at', () => {
    const looked = new Set(report.modules);
    expect(sourceFiles().filter(({ path }) => !looked.has(path))).toEqual([]);
  });

  test('every import leads somewhere', () => expect(report.unresolved).toEqual([]));

  test('every folder is on a floor', () => {
    const known = new Set(FOLDERS.map(({ path }) => path));
    const folders = readdirSync(join(ROOT, 'src')).flatMap((name) =>
      name === 'sources' ? readdirSync(join(ROOT, 'src', name)).map((below) => `${name}/${below}`) : [name],
    );
    expect(folders.filter((folder) => !folder.endsWith('.md') && !known.has(folder))).toEqual([]);
  });

  test('docs/architecture.md says the same in the same words', () => {
    const text = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8').replace(/\s+/g, ' ');
    const sentences = [...FOLDERS.map(({ mayNot }) => mayNot), NO_OTHER_COMMAND, NO_EFFECTS, NO_OCLIF];
    expect(sentences.filter((sentence) => !text.includes(sentence))).toEqual([]);
  });

  test('docs/architecture.md names the folders without code, and no others', () => {
    const text = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8').replace(/\s+/g, ' ');
    const empty = FOLDERS.filter(({ path }) => !existsSync(join(ROOT, 'src', path)));
    expect(text).toContain(`no code yet: ${empty.map(({ path }) => `\`${path}\``).join(', ')}.`);
  });

  test('docs/architecture.md has every folder on its map, and no other', () => {
    const text = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8');
    const onMap = [...text.matchAll(/^\| `([\w/-]+)\/` +\|/gm)].map(([, path]) => path);
    const folders = new Set(sourceFiles().map(({ path }) => dirname(path).split('/').slice(1, 3).join('/')));
    expect(onMap.sort()).toEqual([...folders].sort());
  });
});

/** Files that break a rule, as path and import, and the folder whose sentence the message has to be. */
const PLANTED = [
  ['src/trace/planted.ts', "import type { A } from '../sources/file/target.js';", 'trace'],
  ['src/envoy/planted.ts', "import { a } from '../netfilter/target.js';", 'envoy'],
  ['src/netfilter/planted.ts', "import { a } from '../istio/target.js';", 'netfilter'],
  ['src/facts/planted.ts', "export { a } from '../istio/target.js';", 'facts'],
  ['src/text/planted.ts', "import type { A } from '../net/target.js';", 'text'],
  ['src/sources/file/planted.ts', "import { a } from '../snapshot/target.js';", 'sources/file'],
  ['src/check/planted.ts', "import { a } from '../sources/file/target.js';", 'check'],
  ['src/app/planted.ts', "export const a = import('../render/target.js');", 'app'],
  ['src/render/planted.ts', "import type { A } from '../sources/kube/target.js';", 'render'],
  ['src/commands/planted.ts', "import { a } from '../proxy/target.js';", 'commands'],
] as const;

const ALLOWED = [
  ['src/istio/allowed.ts', "import type { A } from '../facts/target.js';"],
  ['src/app/allowed.ts', "import { a } from '../lab/target.js';"],
  ['src/commands/allowed.ts', "import { a } from './base/target.js';"],
] as const;

const TARGETS = ['sources/file', 'sources/snapshot', 'sources/kube', 'commands/base', 'commands/other'];

describe('what is planted is found', () => {
  const copy = mkdtempSync(join(tmpdir(), 'hopctl-layers-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), `${text}\n`);
  };
  let report: LayerReport;

  beforeAll(async () => {
    cpSync(join(ROOT, 'src'), join(copy, 'src'), { recursive: true });
    for (const folder of new Set([...FOLDERS.map(({ path }) => path), ...TARGETS])) {
      write(`src/${folder}/target.ts`, 'export const a = 1;\nexport type A = typeof a;');
    }
    for (const [path, text] of [...PLANTED, ...ALLOWED]) write(path, text);
    write('src/commands/plantedCommand.ts', "import { a } from './other/target.js';");
    write('src/istio/plantedRead.ts', "import { readFileSync } from 'node:fs';");
    write('src/trace/plantedOclif.ts', "import type { Command } from '@oclif/core';");
    report = await cruiseLayers(copy);
  });
  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  const messagesOf = (path: string): string[] =>
    report.violations.filter((violation) => violation.startsWith(`${path} ->`));

  test.each(PLANTED)('%s: %s', (path, _text, folder) => {
    const mayNot = FOLDERS.find((candidate) => candidate.path === folder)?.mayNot ?? 'no such folder';
    expect(messagesOf(path)).toEqual([expect.stringContaining(`: ${mayNot}`)]);
  });

  test.each(ALLOWED)('%s: %s is allowed', (path) => expect(messagesOf(path)).toEqual([]));

  test.each([
    ['src/commands/plantedCommand.ts', NO_OTHER_COMMAND],
    ['src/istio/plantedRead.ts', NO_EFFECTS],
    ['src/trace/plantedOclif.ts', NO_OCLIF],
  ])('%s: %s', (path, sentence) => expect(messagesOf(path)).toEqual([expect.stringContaining(`: ${sentence}`)]));

  test('nothing else is complained of than in the checkout itself', { timeout: 120_000 }, async () => {
    const own = (await cruiseLayers(ROOT)).violations;
    expect(report.violations.filter((violation) => !violation.includes('planted')).sort()).toEqual([...own].sort());
  });
});
