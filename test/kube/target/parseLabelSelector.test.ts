import { describe, expect, test } from 'vitest';
import { selectorMatches } from '../../../src/kube/objects/LabelSelector.js';
import { parseLabelSelector } from '../../../src/kube/target/parseLabelSelector.js';

const labels = new Map([
  ['app', 'cart'],
  ['zone', 'a'],
]);

describe('of a pod with app=cart, zone=a', () => {
  test.each<[string, boolean]>([
    ['app=cart', true],
    ['app==cart', true],
    ['app = cart', true],
    ['app=shop', false],
    ['app!=shop', true],
    ['tier!=db', true],
    ['app=cart,zone=b', false],
    ['zone in (a, b)', true],
    ['zone in (b),app=cart', false],
    ['zone notin (b,c),app', true],
    ['tier notin (db)', true],
    ['tier', false],
    ['!tier', true],
    ['app=', false],
  ])('%s: %s', (selector, expected) => {
    expect(selectorMatches(parseLabelSelector(selector), labels)).toBe(expected);
  });
});

test.each(['', '=x', 'a in b', 'a=b c', 'app=cart,,'])('%j is a usage error', (selector) => {
  expect(() => parseLabelSelector(selector)).toThrow(expect.objectContaining({ exitCode: 2 }));
});
