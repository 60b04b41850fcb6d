import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonFault } from '../../../src/text/json/findJsonFault.js';
import { jsonText } from './harness.js';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('findJsonFault: the file is truncated', () => {
  test.each([
    ['{', 'an object'],
    ['{"a"', 'an object'],
    ['{"a":', 'an object'],
    ['{"a":1', 'an object'],
    ['{"a":1,', 'an object'],
    ['{"a":[]', 'an object'],
    ['[', 'an array'],
    ['[1', 'an array'],
    ['[1,', 'an array'],
    ['[{}', 'an array'],
    ['"a', 'a string'],
    ['{"a', 'a string'],
    ['["\\', 'a string'],
    ['["\\u00', 'a string'],
    ['[tru', 'a value'],
    ['[-', 'a value'],
    ['[1.', 'a value'],
    ['[1e', 'a value'],
    ['[1.5e-', 'a value'],
    ['', 'leading blanks'],
  ])('%s ends inside %s', (text, what) =>
    expect(findJsonFault(text)).toEqual({
      offset: text.length,
      kind: 'truncated',
      message: `the file is truncated: it ends inside ${what}`,
    }),
  );
});

describe('findJsonFault: a syntax error', () => {
  test.each([
    ['{"a":1 "b":2}', 7, `expected ',' or '}' but found '"'`],
    ['{"a":1]', 6, "expected ',' or '}' but found ']'"],
    ['[1}', 2, "expected ',' or ']' but found '}'"],
    ['[1 2]', 3, "expected ',' or ']' but found '2'"],
    ['[1,]', 3, "expected a value but found ']'"],
    ['[,1]', 1, "expected a value but found ','"],
    ['{"a":1,}', 7, "expected a key in double quotes but found '}'"],
    ['{a:1}', 1, "expected a key in double quotes but found 'a'"],
    ["{'a':1}", 1, `expected a key in double quotes but found "'"`],
    ['{"a" 1}', 5, "expected ':' but found '1'"],
    ['{"a"="b"}', 4, "expected ':' but found '='"],
    ['{"a":}', 5, "expected a value but found '}'"],
    ['{} {}', 3, "expected the end of the text but found '{'"],
    ['{}x', 2, "expected the end of the text but found 'x'"],
    ['Error from server', 0, "expected a value but found 'Error'"],
    ['[True]', 1, "expected a value but found 'True'"],
    ['[NaN]', 1, "expected a value but found 'NaN'"],
    ['[truex]', 1, "expected a value but found 'truex'"],
    ['[01]', 1, "expected a value but found '01'"],
    ['[.5]', 1, "expected a value but found '.5'"],
    ['[1.]', 1, "expected a value but found '1.'"],
    ['[+1]', 1, "expected a value but found '+1'"],
    ['[0x10]', 1, "expected a value but found '0x10'"],
    ['// note', 0, "expected a value but found '/'"],
    ['[🚀]', 1, "expected a value but found '🚀'"],
    ['\u00a0{}', 0, "expected a value but found '\u00a0'"],
    ['["\u0000"]', 2, 'a control character in a string must be escaped'],
    ['["\u001f"]', 2, 'a control character in a string must be escaped'],
    ['["a\nb"]', 3, 'a control character in a string must be escaped'],
    ['["\\x"]', 2, String.raw`'\x' is no escape sequence`],
    ['["\\u12G4"]', 2, String.raw`'\u12G4' is no escape sequence`],
    ['["\\u1"]', 2, String.raw`'\u1' is no escape sequence`],
  ])('%j at %i', (text, offset, message) => expect(findJsonFault(text)).toEqual({ offset, kind: 'syntax', message }));
});

describe('findJsonFault: nesting', () => {
  test('512 levels are fine', () => expect(findJsonFault(nested(512))).toBeUndefined());
  test('513 are not, and the fault is the bracket too many', () =>
    expect(findJsonFault(nested(513))).toMatchObject({ offset: 512, kind: 'too deep' }));
  test('objects count as well', () =>
    expect(findJsonFault('{"a":'.repeat(513))).toMatchObject({ offset: 5 * 512, kind: 'too deep' }));
  test('a fault in front counts first', () =>
    expect(findJsonFault(`x${nested(513)}`)).toMatchObject({ kind: 'syntax' }));
});

describe('findJsonFault finds a fault exactly when JSON.parse does', () => {
  const agrees = (text: string): void => {
    let valid = true;
    try {
      JSON.parse(text);
    } catch {
      valid = false;
    }
    expect({ text, valid: findJsonFault(text) === undefined }).toEqual({ text, valid });
  };

  test('in valid texts', () => fc.assert(fc.property(jsonText, agrees)));

  test('in valid texts with a stretch replaced', () =>
    fc.assert(
      fc.property(
        jsonText,
        fc.nat(),
        fc.nat(2),
        fc.constantFrom('', '"', '\\', ',', '}', ']', '{', '-', '0', '.', 'e', ' '),
        (text, at, cut, put) => {
          const offset = at % (text.length + 1);
          agrees(text.slice(0, offset) + put + text.slice(offset + cut));
        },
      ),
      { numRuns: 2000 },
    ));

  test('in texts of the characters that matter', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}[]",:\\u0e-+.1tf \n')), maxLength: 8 }), agrees),
      {
        numRuns: 5000,
      },
    ));

  test('a text cut off anywhere is called truncated', () =>
    fc.assert(
      fc.property(jsonText, fc.nat(), (text, at) => {
        const cut = text.slice(0, at % text.length);
        const fault = findJsonFault(cut);
        fc.pre(fault !== undefined);
        expect(fault).toMatchObject({ kind: 'truncated', offset: cut.length });
      }),
    ));
});
