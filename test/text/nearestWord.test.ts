import { expect, test } from 'vitest';
import { nearestWord } from '../../src/text/nearestWord.js';

const commands = ['listener', 'route', 'cluster', 'endpoint', 'all', 'log', 'trace-request'];

test.each([
  ['listner', 'listener'],
  ['clsuter', 'cluster'],
  ['ROUTE', 'route'],
  ['routes', 'route'],
  ['endpint', 'endpoint'],
  ['trace-reqest', 'trace-request'],
  ['lo', 'log'],
  ['lgo', 'log'],
  ['al', 'all'],
  ['bootstrap', undefined],
  ['x', undefined],
  ['', undefined],
])('%j means %j', (word, expected) => expect(nearestWord(word, commands)).toBe(expected));

test('of equally near words, the first', () => expect(nearestWord('cat', ['car', 'bat'])).toBe('car'));
test('without candidates, none', () => expect(nearestWord('cat', [])).toBeUndefined());
test('the word itself, when it is a candidate', () => expect(nearestWord('car', ['bar', 'car'])).toBe('car'));
