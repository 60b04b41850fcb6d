import { describe, expect, test } from 'vitest';
import type { Choose } from '../../../src/logic/Fork.js';
import { explorePaths } from '../../../src/trace/explore/explorePaths.js';
import type { TracePins } from '../../../src/trace/model/TraceRequest.js';

const PINS: TracePins = {
  pins: new Map(),
  assume: new Map(),
  strict: false,
  branches: 'few',
  maxBranches: 32,
};

/** Meets a fork of weights: each word is a branch `LABEL:PERCENT`. */
function meet(choose: Choose, name: string, words: string): string {
  const branches = words.split(' ').map((word) => {
    const [label = '', percent = ''] = word.split(':');
    return { label, probability: Number(percent) / 100, weight: Number(percent), value: label };
  });
  return choose({ name, about: name, branches, modulus: 100 }).value;
}

/** Two weights, and an endpoint behind the first only. */
function walk(choose: Choose): string {
  const version = meet(choose, 'weights', 'v1:70 v2:30');
  return version === 'v1' ? `v1 ${meet(choose, 'endpoint', 'a:50 b:50')}` : 'v2';
}

/** Each path in the order of the answer: what the walk returned, and its share in percent. */
function paths(pins: Partial<TracePins> = {}, walked: (choose: Choose) => string = walk): readonly string[] {
  const { paths: found, notFollowed } = explorePaths(walked, { ...PINS, ...pins });
  const told = found.map(({ result, probability }) => `${result} ${Math.round(probability * 100)}`);
  return notFollowed < 1e-9 ? told : [...told, `not followed ${Math.round(notFollowed * 100)}`];
}

describe('every combination of branches is a path', () => {
  test('the likeliest first, equals in configuration order', () =>
    expect(paths()).toEqual(['v1 a 35', 'v1 b 35', 'v2 30']));

  test('without a fork there is one', () => expect(paths({}, () => 'straight')).toEqual(['straight 100']));

  test('a fork of one branch is none', () =>
    expect(paths({}, (choose) => meet(choose, 'weights', 'v1:100'))).toEqual(['v1 100']));

  test('the likeliest are followed first, and the rest is told', () => {
    expect(paths({ maxBranches: 1 })).toEqual(['v1 a 35', 'not followed 65']);
    expect(paths({ maxBranches: 2 })).toEqual(['v1 a 35', 'v1 b 35', 'not followed 30']);
  });

  test('--likeliest follows one', () =>
    expect(paths({ branches: 'likeliest' })).toEqual(['v1 a 35', 'not followed 65']));

  test('--all-branches ends after 4096 of them, and tells the rest', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => `${index}:1`).join(' ');
    const told = paths({ branches: 'all' }, (choose) => `${meet(choose, 'a', hundred)} ${meet(choose, 'b', hundred)}`);
    expect([told.length, told.at(-1)]).toEqual([4097, 'not followed 59']);
  });

  test('--all-branches follows all', () =>
    expect(paths({ branches: 'all', maxBranches: 1 })).toEqual(['v1 a 35', 'v1 b 35', 'v2 30']));
});

describe('what is pinned is certain', () => {
  test('by the name of the fork', () => expect(paths({ pins: new Map([['weights', 'v2']]) })).toEqual(['v2 100']));

  test('an endpoint', () => expect(paths({ endpoint: 'b' })).toEqual(['v1 b 70', 'v2 30']));

  test('a label that the fork has not pins nothing', () =>
    expect(paths({ pins: new Map([['weights', 'v9']]) })).toEqual(['v1 a 35', 'v1 b 35', 'v2 30']));

  test.each([
    [0, ['v1 a 100']],
    [49, ['v1 a 100']],
    [69, ['v1 b 100']],
    [70, ['v2 100']],
    [170, ['v2 100']],
  ])('--random-value %d falls into a share of the weights', (randomValue, expected) =>
    expect(paths({ randomValue })).toEqual(expected),
  );

  test('a name goes before the random number', () =>
    expect(paths({ randomValue: 70, pins: new Map([['weights', 'v1']]) })).toEqual(['v1 b 100']));
});

test('the choices of a path say what was met, in order, and what was pinned', () => {
  const [first] = explorePaths(walk, { ...PINS, endpoint: 'b' }).paths;
  expect(first?.choices.map(({ fork, taken, pinned }) => [fork, taken, pinned])).toEqual([
    ['weights', 0, false],
    ['endpoint', 1, true],
  ]);
});
