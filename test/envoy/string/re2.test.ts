import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRe2, type Re2 } from '../../../src/envoy/string/re2/compileRe2.js';

function re(pattern: string): Re2 {
  const compiled = compileRe2(pattern);
  if ('error' in compiled) throw new Error(`${pattern}: ${compiled.error}`);
  return compiled;
}

const matches = (pattern: string, text: string): boolean | undefined => re(pattern).fullMatch(text);

describe('full match', () => {
  it.each([
    ['/a.c', '/abc', true],
    ['/a.c', '/abcd', false],
    ['/a.c', '/x/abc', false],
    ['', '', true],
    ['', 'a', false],
    ['^a$', 'a', true],
    ['a|ab', 'ab', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['[^a]', '\n', true],
    ['(?i)aBc', 'AbC', true],
    ['(?i:a)b', 'AB', false],
    ['(?i)[k]', '\u212a', true],
    ['a(?i)b', 'aB', true],
    ['a(?i)b', 'AB', false],
    ['(a(?i)b)c', 'aBC', false],
    ['\\Aab\\z', 'ab', true],
    ['a\\b-b', 'a-b', true],
    ['a\\bb', 'ab', false],
    ['a\\Bb', 'ab', true],
    ['\\d+', '\u0663', false],
    ['\\pN+', '\u0663', true],
    ['\\p{Greek}+', 'αβγ', true],
    ['\\p{^Greek}+', 'abc', true],
    ['\\PL', 'a', false],
    ['[[:alpha:]]+', 'abZ', true],
    ['[[:^alpha:]]', 'a', false],
    ['[]a]+', ']a', true],
    ['[a-]+', 'a-', true],
    ['[\\d.]+', '1.2', true],
    ['\\s', '\v', false],
    ['[[:space:]]', '\v', true],
    ['\\Qa.b\\E+', 'a.bb', true],
    ['\\x41\\x{1F600}', 'A😀', true],
    ['\\101', 'A', true],
    ['\\_', '_', true],
    ['a{2,3}', 'aaaa', false],
    ['a{2,3}', 'aaa', true],
    ['a{,3}', 'a{,3}', true],
    ['a{2,}', 'aaaaa', true],
    ['(?P<x>a)(?<y>b)', 'ab', true],
    ['(?U)a+', 'aaa', true],
    ['(?m)a$\nb', 'a\nb', true],
    ['.', '😀', true],
    ['\\C', 'a', true],
    ['^*a', 'a', true],
    ['(a*)*', 'aaaa', true],
    ['(|a)+', 'aa', true],
  ])('%s against %j is %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('a byte (\\C) of text outside ASCII is not decided', () => {
    expect(matches('\\C', 'é')).toBeUndefined();
  });
});

describe('RE2 refuses', () => {
  it.each([
    ['a(?=b)', 'invalid perl operator: (?='],
    ['a(?!b)', 'invalid perl operator: (?!'],
    ['(?<=a)b', 'invalid perl operator: (?<'],
    ['(a)\\1', 'invalid escape sequence: \\1'],
    ['a**', 'bad repetition operator'],
    ['a++', 'bad repetition operator'],
    ['*a', 'no argument for repetition operator: *'],
    ['(a', 'missing )'],
    ['a)', 'unexpected )'],
    ['[a', 'missing ]'],
    ['[b-a]', 'invalid character class range'],
    ['a{1001}', 'invalid repetition size'],
    ['(a{100}){100}', 'invalid repetition size'],
    ['\\Z', 'invalid escape sequence: \\Z'],
    ['\\p{Klingon}', 'invalid character class range: \\p{Klingon}'],
    ['(?P<a>x)(?P<a>y)', 'duplicate capture group name: a'],
  ])('%s: %s', (pattern, error) => {
    expect(compileRe2(pattern)).toEqual({ error });
  });
});

describe('replace all', () => {
  it.each([
    ['/a', '/a/a/a', '/b', '/b/b/b'],
    ['x', '/rxx', '\\0\\0', '/rxxxx'],
    ['n', '/x/1', 'y', '/x/1'],
    ['^/a', '/a/a', '/b', '/b/a'],
    ['b*', 'abc', '-', '-a-c-'],
    ['(a|ab)(c|bcd)', 'abcd', '[\\1|\\2]', '[a|bcd]'],
    ['a*?', 'aa', 'x', 'xaxax'],
    ['/(\\w+)/(\\w+)', '/v/1/x', '/\\2/\\1', '/1/v/x'],
    ['a', 'a', '\\\\', '\\'],
  ])('%s in %s by %s gives %s', (pattern, text, rewrite, expected) => {
    expect(re(pattern).replaceAll(text, rewrite)).toBe(expected);
  });

  it('a rewrite that names a missing group is not valid', () => {
    expect(re('a').replaceAll('a', '\\1')).toBeUndefined();
  });
});

describe('cost', () => {
  it('nested quantifiers are linear', () => {
    expect(matches('(a+)+b', 'a'.repeat(20_000))).toBe(false);
  });

  it('what is too much work is not decided, rather than awaited', () => {
    expect(matches('(?:a*){900}b', 'a'.repeat(200_000))).toBeUndefined();
  });
});

describe('properties', () => {
  const leaf = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '^', '$', '');
  const pattern = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a}|${b})`),
      fc.tuple(tie('node'), fc.constantFrom('*', '+', '?', '{1,2}', '*?')).map(([a, q]) => `(?:${a})${q}`),
    ),
  })).node;
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-'), maxLength: 8 });

  it('agrees with JavaScript where both have the same meaning', () => {
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        expect(matches(source, value)).toBe(new RegExp(`^(?:${source})$`, 'u').test(value));
      }),
    );
  });

  it('never throws, whatever the pattern', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (source, value) => {
        const compiled = compileRe2(source);
        if (!('error' in compiled)) compiled.replaceAll(value, '\\0');
      }),
    );
  });
});
