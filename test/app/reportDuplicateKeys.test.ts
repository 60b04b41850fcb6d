import { describe, expect, test } from 'vitest';
import { reportDuplicateKeys } from '../../src/app/reportDuplicateKeys.js';
import { parseJson } from '../../src/text/json/parseJson.js';
import { hopctl } from '../hopctl.js';

function notes(text: string, cited: readonly string[] = []): readonly string[] {
  const found: string[] = [];
  reportDuplicateKeys(parseJson(Buffer.from(text), 'dump.json'), (note) => found.push(note), cited);
  return found;
}

describe('a document up to 16 MiB is searched whole', () => {
  test.each([
    ['{"a": 1, "b": {"a": 2}}', []],
    ['{"a": 1, "a": 2}', ['dump.json: the document has "a" twice; the last one counts']],
    ['{"x/y": [{}, {"a": 1, "a": 2}]}', ['dump.json: /x~1y/1 has "a" twice; the last one counts']],
    ['{"a": "\\"a\\": 1", "b": "a"}', []],
  ])('%s', (text, expected) => {
    expect(notes(text)).toEqual(expected);
  });
});

describe('a larger one only where it is cited', () => {
  const padding = `"padding": "${' '.repeat(16 << 20)}"`;
  const text = `{${padding}, "list": [{"a": 1, "a": 2}, {"b": {"c": 1, "c": 2}}, {"d": 1}]}`;
  test.each([
    [[], []],
    [['/list/2'], []],
    [['/list/0'], ['dump.json: /list/0 has "a" twice; the last one counts']],
    [['/list/1', '/list/1/b'], ['dump.json: /list/1/b has "c" twice; the last one counts']],
    [['/list/9'], []],
  ])('%j', (cited, expected) => {
    expect(notes(text, cited)).toEqual(expected);
  });
});

describe('commands tell it on stderr', () => {
  const dump = 'fixtures/webapp-calculator/pods/vm/calculator/config_dump.json';
  const told = /filter_chains\/0 has "filter_chain_match" twice; the last one counts$/m;
  test('pc -f', async () => {
    const { exitCode, stdout, stderr } = await hopctl(['pc', 'listener', '-f', dump]);
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(told)]);
    expect(stdout).not.toContain('twice');
  });
  test('traces', async () => {
    const url = 'http://calculator.vm.svc.cluster.local:8888/';
    const { stderr } = await hopctl(['trace', 'webapp.vm', url, '--snapshot', 'fixtures/webapp-calculator']);
    expect(stderr).toMatch(told);
  });
  test('checks, once', async () => {
    const { exitCode, stderr } = await hopctl(['check', 'fixtures/webapp-calculator/checks.yaml']);
    expect(exitCode).toBe(0);
    expect(stderr.split('\n').filter((line) => told.test(line))).toHaveLength(1);
  });
});
