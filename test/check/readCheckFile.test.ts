import { describe, expect, test } from 'vitest';
import { readCheckFile } from '../../src/check/readCheckFile.js';
import { UserError } from '../../src/text/UserError.js';
import { checkFile } from './harness.js';

const read = (text: string): ReturnType<typeof readCheckFile> => readCheckFile(text, 'checks.yaml');

function refusal(text: string): UserError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('what a file says', () => {
  test('a name for every check, and the snapshot', () => {
    const file = read('snapshot: ../shop\nchecks:\n- {request: {from: a, url: b}, expect: {verdict: LOOP}}\n');
    expect(file).toEqual({
      snapshot: '../shop',
      checks: [{ name: 'check 1', request: { from: 'a', url: 'b' }, expect: { verdict: ['LOOP'] } }],
    });
  });
  test('defaults are those of every request that does not say otherwise', () => {
    const file = read(
      'defaults: {from: a, method: POST, assume: {x: pass}}\nchecks:\n- {request: {url: b, method: PUT, assume: []}, expect: {flags: UH}}\n',
    );
    expect(file.checks[0]?.request).toEqual({ from: 'a', url: 'b', method: 'PUT', assume: [] });
  });
  test('JSON will do', () => {
    expect(
      read('{"checks": [{"request": {"from": "a", "url": "b"}, "expect": {"caller": 503}}]}').checks[0]?.expect,
    ).toEqual({
      caller: '503',
    });
  });
  test('numbers are texts where texts are meant', () => {
    expect(
      read(checkFile('{from: a, url: b}', '{caller: 503, outbound: {routeConfig: 80}}')).checks[0]?.expect,
    ).toEqual({
      caller: '503',
      outbound: { routeConfig: '80' },
    });
  });
});

describe('words that are not known are refused, as usage (exit code 2)', () => {
  test.each([
    ['at the top', 'cheks: []\nchecks: []\n', '"cheks" is not known here', 'Did you mean checks?'],
    ['in a check', 'checks:\n- {request: {}, expct: {}}\n', '"expct" is not known here', 'Did you mean expect?'],
    ['in a request', checkFile('{from: a, ur: b}', '{flags: UH}'), '"ur" is not known here', 'Did you mean url?'],
    ['in defaults', 'defaults: {form: a}\nchecks: []\n', '"form" is not known here', 'Did you mean from?'],
    ['in an expectation', checkFile('{}', '{verdit: DENIED}'), '"verdit" is not known here', 'Did you mean verdict?'],
    ['of a proxy', checkFile('{}', '{outbound: {rout: a}}'), '"rout" is not known here', 'Did you mean route?'],
    ['as a verdict', checkFile('{}', '{verdict: BLOCKED}'), '"BLOCKED" is no verdict', 'One of INDETERMINATE'],
    ['as an outcome', checkFile('{}', '{outcomes: {FINE: 100}}'), '"FINE" is no verdict', 'One of INDETERMINATE'],
  ])('%s', (_where, text, message, hint) => {
    const error = refusal(text);
    expect([error.exitCode, error.message]).toEqual([2, message]);
    expect(error.hint).toContain(hint);
    expect(error.where).toContain('checks.yaml');
  });
});

describe('shapes that make no sense are refused', () => {
  test.each([
    ['checks that are no list', 'checks: {}\n', 'checks is no list'],
    ['no checks, which would hold for ever', 'checks: []\n', 'checks is empty'],
    ['a check that is a text', 'checks: [a]\n', 'is missing, or no mapping'],
    ['a check without request', 'checks:\n- expect: {flags: UH}\n', 'is missing, or no mapping'],
    ['a check without expectation', 'checks:\n- request: {from: a}\n', 'is missing, or no mapping'],
    ['an expectation of nothing', checkFile('{}', '{}'), 'nothing is expected'],
    ['an empty word', checkFile('{from:}', '{flags: UH}'), 'is empty'],
    ['a list of lists', checkFile('{alpn: [[h2]]}', '{flags: UH}'), 'holds something that is no text'],
    [
      'a share that is a text',
      checkFile('{}', '{outcomes: {DENIED: most}}'),
      'the share of DENIED is no number of percents',
    ],
    ['rules that ask nothing', checkFile('{}', '{rules: []}'), 'rules is empty, so that it asks nothing'],
    ['rules that are no list', checkFile('{}', '{rules: nat:OUTPUT:rule:1}'), 'rules is no list'],
    ['flags that are a list', checkFile('{}', '{flags: [UH]}'), 'flags is no text'],
    ['a proxy that is a text', checkFile('{}', '{outbound: a}'), 'is no mapping'],
    ['headers that are a list', checkFile('{}', '{outbound: {headers: [a]}}'), 'headers is no mapping'],
  ])('%s', (_what, text, message) => {
    const error = refusal(text);
    expect([error.exitCode, error.message]).toEqual([2, message]);
  });
});

test('the check is named', () => {
  expect(refusal(checkFile('{}', '{verdict: NO}')).where).toBe('checks.yaml: one');
});

test.each([
  ['no YAML', 'checks: [\n'],
  ['nothing', ''],
  ['another list', '- a\n'],
])('what is %s is no file of checks (exit code 5)', (_what, text) => {
  expect(refusal(text).exitCode).toBe(5);
});
