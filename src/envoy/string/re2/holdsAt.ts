import type { Assertion } from './Re2Node.js';

/** Whether a zero-width assertion holds before `text[at]`. Word characters are ASCII, as in RE2. */
export function holdsAt(assertion: Assertion, text: readonly number[], at: number): boolean {
  switch (assertion) {
    case 'text_begin':
      return at === 0;
    case 'text_end':
      return at === text.length;
    case 'line_begin':
      return at === 0 || text[at - 1] === 0x0a;
    case 'line_end':
      return at === text.length || text[at] === 0x0a;
    case 'word_boundary':
      return isWord(text[at - 1]) !== isWord(text[at]);
    case 'no_word_boundary':
      return isWord(text[at - 1]) === isWord(text[at]);
  }
}

function isWord(codePoint: number | undefined): boolean {
  if (codePoint === undefined) return false;
  return (
    (codePoint >= 0x30 && codePoint <= 0x39) ||
    (codePoint >= 0x41 && codePoint <= 0x5a) ||
    (codePoint >= 0x61 && codePoint <= 0x7a) ||
    codePoint === 0x5f
  );
}
