import { expect, test } from 'vitest';
import { createPalette } from '../../src/text/Palette.js';

test('a coloured palette styles', () => {
  expect(createPalette(true).bad('DENIED')).toBe('\u001b[31mDENIED\u001b[39m');
});

test('a plain palette adds nothing', () => {
  const plain = createPalette(false);
  expect(Object.values(plain).map((style) => style('x'))).toEqual(Object.values(plain).map(() => 'x'));
});
