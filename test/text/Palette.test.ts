import { expect, test } from 'vitest';
import { createPalette } from '../../src/text/Palette.js';

test('a coloured palette styles', () => {
  expect(createPalette(true).bad('DENIED')).toBe('\u001b[31mDENIED\u001b[39m');
});

test.each(['heading', 'strong', 'good', 'bad', 'doubtful', 'faint'] as const)(
  'a plain palette adds nothing: %s',
  (style) => {
    expect(createPalette(false)[style]('x')).toBe('x');
  },
);
