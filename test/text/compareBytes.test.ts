import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareBytes } from '../../src/text/compareBytes.js';

test.each([
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['a', 'a', 0],
  ['', 'a', -1],
  ['a', 'ab', -1],
  ['BlackHoleCluster', 'inbound', -1],
  ['10', '9', -1],
  ['z', 'é', -1],
  ['\ue000', '🚀', -1],
  ['\uffff', '🚀', -1],
  ['\ud7ff', '🚀', -1],
  ['🚀', '🚁', -1],
])('%j before %j: %i', (a, b, sign) => expect(Math.sign(compareBytes(a, b))).toBe(sign));

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', '\u007f', '\u07ff', '\ue000', '\uffff', '😀', '😁'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
  maxLength: 6,
});

test('agrees with comparing the UTF-8 bytes', () =>
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 1000 },
  ));
