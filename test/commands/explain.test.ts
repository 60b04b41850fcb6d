import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ExitCode } from '../../src/text/ExitCode.js';
import { VERDICT_CODES } from '../../src/trace/model/Verdict.js';
import { hopctl } from '../hopctl.js';

/** The short names in Envoy's access log, `%RESPONSE_FLAGS%` (envoy/stream_info/stream_info.h). */
const FLAGS =
  'LH UH UT LR UR UF UC UO NR DI FI RL UAEX RLSE DC URX SI IH DPE UMSDR RFCF NFCF DT UPE NC OM DF DO DR UDO'.split(' ');

const PAGES = join(import.meta.dirname, '..', '..', 'docs', 'verdicts');

describe('the pages', () => {
  test('there is one for every verdict, flag and exit code, and no other', () => {
    const words = [...VERDICT_CODES, ...FLAGS, ...Object.values(ExitCode).map(String)];
    expect(readdirSync(PAGES).sort()).toEqual(words.map((word) => `${word}.md`).sort());
  });

  test.each(readdirSync(PAGES))('%s has its heading, says what it is, and is short', (file) => {
    const lines = readFileSync(join(PAGES, file), 'utf8').split('\n');
    expect(lines[0]).toMatch(new RegExp(`^# ${file.slice(0, -3)}: [^ ].+$`));
    expect(lines[2]).toMatch(/^(Verdict, exit code .+|Envoy response flag\. Verdict: .+|Exit code, .+)\.$/);
    expect(lines.length).toBeLessThanOrEqual(26);
    expect(lines.length).toBeGreaterThanOrEqual(8);
  });

  test.each(FLAGS)('%s names no verdict that there is not', (flag) => {
    const named = readFileSync(join(PAGES, `${flag}.md`), 'utf8').match(/`[A-Z]+_[A-Z_]+`|`DENIED`/g) ?? [];
    const known = new Set<string>([...VERDICT_CODES, 'REFUSED_STREAM', 'REGISTRY_ONLY', 'FAIL_CLOSE', 'ORIGINAL_DST']);
    expect(named.map((code) => code.slice(1, -1)).filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('hopctl explain', () => {
  test.each([
    ['UH', 'UH: no healthy upstream host\n\nEnvoy response flag.'],
    ['uh', 'UH: no healthy upstream host\n'],
    ['denied', 'DENIED: a policy refuses the request\n'],
    ['130', '130: interrupted\n'],
  ])('%s', async (word, beginning) => {
    const { exitCode, stdout, stderr } = await hopctl(['explain', word]);
    expect({ exitCode, stderr, beginning: stdout.slice(0, beginning.length) }).toEqual({
      exitCode: 0,
      stderr: '',
      beginning,
    });
  });

  test('alone lists every word', async () => {
    const { stdout } = await hopctl(['explain']);
    const listed = [...stdout.matchAll(/^ {2}(\S+) {2,}\S/gm)].map(([, word]) => `${word ?? ''}.md`);
    expect(listed.sort()).toEqual(readdirSync(PAGES).sort());
  });

  test('-o json', async () => {
    const { stdout } = await hopctl(['explain', 'nc', '-o', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      word: 'NC',
      kind: 'response flag',
      title: 'no cluster found',
      text: expect.stringContaining('cluster_not_found') as string,
    });
  });

  test('-o json of all', async () => {
    const { stdout } = await hopctl(['explain', '-o', 'json']);
    const kinds = (JSON.parse(stdout) as { kind: string }[]).map(({ kind }) => kind);
    const count = (kind: string): number => kinds.filter((candidate) => candidate === kind).length;
    expect([count('verdict'), count('response flag'), count('exit code')]).toEqual([
      VERDICT_CODES.length,
      FLAGS.length,
      8,
    ]);
  });

  test.each([
    ['an unknown word names the nearest', 'DENIE', 'did you mean DENIED?'],
    ['a wild one names the list', 'frobnicate', 'hopctl explain lists the words'],
    ['a path is no word', '../architecture', 'hopctl explain lists the words'],
  ])('%s', async (_name, word, hint) => {
    const { exitCode, stdout, stderr } = await hopctl(['explain', word]);
    expect({ exitCode, stdout, hint: stderr.split('\n')[1] }).toEqual({
      exitCode: 2,
      stdout: '',
      hint: `  try: ${hint}`,
    });
  });

  test.each([
    [{ FORCE_COLOR: '1' }, [], true],
    [{ NO_COLOR: '1' }, ['--color', 'always'], true],
    [{ FORCE_COLOR: '1' }, ['--color=never'], false],
    [{}, [], false],
  ])('colour with %j %j: %s', async (env, args, coloured) => {
    const { stdout } = await hopctl(['explain', 'UH', ...args], { env });
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });
});
