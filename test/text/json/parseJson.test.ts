import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../src/text/json/parseJson.js';
import { UserError } from '../../../src/text/UserError.js';
import { jsonText } from './harness.js';

const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

function fault(content: Uint8Array): UserError {
  try {
    parseJson(content, 'dump.json');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('parseJson reads', () => {
  test.each([
    ['ASCII', bytes('{"a":1}'), { a: 1 }],
    ['UTF-8', bytes('{"größe":"店🚀"}'), { größe: '店🚀' }],
    ['a byte order mark', bytes([0xef, 0xbb, 0xbf], '{"a":1}'), { a: 1 }],
    ['blanks around', bytes('\r\n [] \n'), []],
    ['a scalar', bytes('null'), null],
    ['the last of a repeated key', bytes('{"a":1,"a":2}'), { a: 2 }],
    ['512 levels', bytes('['.repeat(512), ']'.repeat(512)), JSON.parse('['.repeat(512) + ']'.repeat(512))],
    ['more than 512 brackets side by side', bytes(`[${'[],'.repeat(600)}[]]`), Array(601).fill([])],
    ['brackets in strings', bytes(JSON.stringify('['.repeat(600) + '\\"')), '['.repeat(600) + '\\"'],
  ])('%s', (_name, content, value) => expect(parseJson(content, 'x').value).toEqual(value));

  test('a part of a larger buffer', () =>
    expect(parseJson(Buffer.from('xx{"a":1}xx').subarray(2, 9), 'x').value).toEqual({ a: 1 }));
  test('a Uint8Array', () => expect(parseJson(new Uint8Array([0x5b, 0x5d]), 'x').value).toEqual([]));
  test('and keeps the name', () => expect(parseJson(bytes('[]'), 'dump.json').name).toBe('dump.json'));

  test.each([
    ['ASCII', bytes('{"a": 1}\n'), '{"a": 1}\n'],
    ['UTF-8', bytes('["店🚀"]'), '["店🚀"]'],
    ['no byte order mark', bytes([0xef, 0xbb, 0xbf], '["é"]'), '["é"]'],
  ])('and gives the text back: %s', (_name, content, text) => {
    const document = parseJson(content, 'x');
    expect(document.text).toBe(text);
    expect(document.text).toBe(text);
  });
});

describe('parseJson refuses, and says where and why', () => {
  test.each([
    ['an empty file', bytes(), 'dump.json', 'the file is empty'],
    ['a byte order mark alone', bytes([0xef, 0xbb, 0xbf]), 'dump.json', 'the file is empty'],
    ['blanks alone', bytes(' \n\t\r\n'), 'dump.json', 'the file holds nothing but blanks'],
    ['gzip', gzipSync('{"a":1}'), 'dump.json', 'the file is compressed with gzip'],
    ['an HTML page', bytes('\n<!DOCTYPE html>\n<html>'), 'dump.json', 'the file is an HTML page, not JSON'],
    ['an HTML page of the old kind', bytes('<HTML><BODY>503'), 'dump.json', 'the file is an HTML page, not JSON'],
    ['UTF-16, little end first', bytes([0xff, 0xfe, 0x7b, 0x00]), 'dump.json', 'the file is UTF-16, not UTF-8'],
    ['UTF-16, big end first', bytes([0xfe, 0xff, 0x00, 0x7b]), 'dump.json', 'the file is UTF-16, not UTF-8'],
    ['latin1', bytes('{\n "größe": "', [0xe9], '"}'), 'dump.json:2:12', 'the text is not valid UTF-8'],
    ['an overlong encoding', bytes('"', [0xc0, 0x80], '"'), 'dump.json:1:2', 'the text is not valid UTF-8'],
    ['an encoded surrogate', bytes('"🚀', [0xed, 0xa0, 0x80], '"'), 'dump.json:1:4', 'the text is not valid UTF-8'],
    ['a character cut off at the end', bytes('"é', [0xf0, 0x9f, 0x9a]), 'dump.json:1:3', 'the text is not valid UTF-8'],
    ['a file cut off', bytes('{\n "a": [\n  1,\n'), 'dump.json:4:1', 'the file is truncated: it ends inside an array'],
    ['an error message', bytes('Error from server (NotFound)'), 'dump.json:1:1', "expected a value but found 'Error'"],
    ['two documents', bytes('{}\n{}'), 'dump.json:2:1', "expected the end of the text but found '{'"],
    ['a missing comma', bytes('{\n "a": 1\n "b": 2\n}'), 'dump.json:3:2', `expected ',' or '}' but found '"'`],
    ['a NUL', bytes('{}', [0]), 'dump.json:1:3', "expected the end of the text but found '\0'"],
    [
      '513 levels',
      bytes('['.repeat(513), ']'.repeat(513)),
      'dump.json:1:513',
      'more than 512 objects and arrays stand within each other',
    ],
    [
      'absurd depth',
      bytes('{"a":'.repeat(1_000_000)),
      'dump.json:1:2561',
      'more than 512 objects and arrays stand within each other',
    ],
    [
      'absurd depth far into the file',
      bytes(`["${'x'.repeat(2 << 20)}",\n`, '['.repeat(513), ']'.repeat(514)),
      'dump.json:2:512',
      'more than 512 objects and arrays stand within each other',
    ],
  ])('%s', (_name, content, where, message) => {
    const { exitCode, ...error } = fault(content);
    expect({ exitCode, where: error.where, message: fault(content).message }).toEqual({ exitCode: 5, where, message });
  });

  test('with a hint where something can be tried', () =>
    expect(fault(gzipSync('{}')).hint).toBe('Unpack it first: gunzip -c FILE'));
});

describe('parseJson, whatever the bytes,', () => {
  const reads = (content: Uint8Array): void => {
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
    } catch {
      const error = fault(content);
      expect(error).toMatchObject({ exitCode: 5, where: expect.stringMatching(/^dump\.json/) as string });
      return;
    }
    expect(parseJson(content, 'dump.json').value).toEqual(value);
  };

  test('agrees with JSON.parse on random bytes', () => fc.assert(fc.property(fc.uint8Array(), reads)));
  test('agrees with JSON.parse on JSON', () => fc.assert(fc.property(jsonText, (text) => reads(Buffer.from(text)))));

  test('agrees with JSON.parse on JSON with a byte changed', () =>
    fc.assert(
      fc.property(jsonText, fc.nat(), fc.nat(255), (text, at, byte) => {
        const content = Buffer.from(text);
        content[at % content.length] = byte;
        reads(content);
      }),
      { numRuns: 2000 },
    ));
});
