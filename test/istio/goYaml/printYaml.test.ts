import { describe, expect, test } from 'vitest';
import { keyComesBefore } from '../../../src/istio/goYaml/keyComesBefore.js';
import { printYaml, printYamlList } from '../../../src/istio/goYaml/printYaml.js';
import { resolvesToString } from '../../../src/istio/goYaml/resolvesToString.js';
import { raw } from '../../../src/istio/protojson/wellKnownForms.js';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';

/** The YAML without the empty line behind it. */
const yaml = (value: JsonValue) => printYaml(raw(value)).replace(/\n$/, '');

describe('strings', () => {
  test.each<[string, string]>([
    ['plain', 'a: plain\n'],
    ['', 'a: ""\n'],
    ['yes', 'a: "yes"\n'],
    ['null', 'a: "null"\n'],
    ['1', 'a: "1"\n'],
    ['0x1f', 'a: "0x1f"\n'],
    ['1_000', 'a: "1_000"\n'],
    ['12:30', 'a: "12:30"\n'],
    ['.5', 'a: ".5"\n'],
    ['2026-01-02', 'a: "2026-01-02"\n'],
    ['2026-02-30', 'a: 2026-02-30\n'],
    ['0.500s', 'a: 0.500s\n'],
    ['<<', 'a: <<\n'],
    ['a: b', "a: 'a: b'\n"],
    ['a #b', "a: 'a #b'\n"],
    ['a#b', 'a: a#b\n'],
    ["'a", "a: '''a'\n"],
    ['*', "a: '*'\n"],
    ['- a', "a: '- a'\n"],
    ['-a', 'a: -a\n'],
    [' a', "a: ' a'\n"],
    ['a\tb', 'a: "a\\tb"\n'],
    ['\u{1f600}', 'a: "\\U0001F600"\n'],
    ['é', 'a: é\n'],
    ['\u202e', 'a: "\\u202E"\n'],
    ['a\nb', 'a: |-\n  a\n  b\n'],
    ['a\nb\n', 'a: |\n  a\n  b\n'],
    ['a\n\n', 'a: |+\n  a\n\n'],
    ['  a\nb', 'a: |2-\n    a\n  b\n'],
    ['a \nb', 'a: "a \\nb"\n'],
  ])('%j', (text, expected) => {
    expect(yaml({ a: text })).toBe(expected);
  });

  test('are folded at the first single blank behind column 80', () => {
    const text = `${'x'.repeat(78)} y z`;
    expect(yaml({ a: text })).toBe(`a: ${'x'.repeat(78)}\n  y z\n`);
  });
});

describe('numbers', () => {
  test.each<[number, string]>([
    [1, '1'],
    [0.5, '0.5'],
    [1e-5, '1e-05'],
    [1234567.5, '1.2345675e+06'],
    [100000000, '100000000'],
    [1e21, '1e+21'],
  ])('%d', (number, expected) => {
    expect(yaml({ a: number })).toBe(`a: ${expected}\n`);
  });
});

describe('collections', () => {
  test.each<[string, JsonValue, string]>([
    ['a list under a key is not indented', { a: [1, { b: 2, c: [] }] }, 'a:\n- 1\n- b: 2\n  c: []\n'],
    ['lists in lists', [[1, 2], [{}]], '- - 1\n  - 2\n- - {}\n'],
    ['a long key', { ['k'.repeat(129)]: [1] }, `? ${'k'.repeat(129)}\n: - 1\n`],
    ['a key that is a number', { '1': { '': null } }, '"1":\n  "": null\n'],
  ])('%s', (_rule, value, expected) => {
    expect(yaml(value)).toBe(expected);
  });

  test('a list of messages in pieces is the same', () => {
    expect([...printYamlList([raw({ a: 1 }), raw({ b: [] })])].join('')).toBe('- a: 1\n- b: []\n\n');
    expect([...printYamlList([])].join('')).toBe('[]\n\n');
  });
});

test('keys: letters last, digits by their number behind other signs', () => {
  const keys = ['b', 'a10', 'a2', 'A', '_x', '@type', '1', 'a02', 'ä'];
  expect(keys.toSorted((a, b) => (keyComesBefore(a, b) ? -1 : 1))).toEqual([
    '@type',
    '_x',
    '1',
    'A',
    'a2',
    'a02',
    'a10',
    'b',
    'ä',
  ]);
});

test.each(['08', '+1', '1e3', '.inf', '~', 'Off', '2026-1-2T3:4:5Z', '0b101', '-.5e-1', '1__'])(
  '%s is no string',
  (text) => {
    expect(resolvesToString(text)).toBe(false);
  },
);

test.each(['v1', '1.2.3', 'outbound|80||a', '0x', '.', '-', '2026-13-01', 'nULL', '10.0.0.1'])(
  '%s is a string',
  (text) => {
    expect(resolvesToString(text)).toBe(true);
  },
);
