import type { Word } from '../../words/splitWords.js';

const SOURCE = ['-s', '--source', '--src'];
const DESTINATION = ['-d', '--destination', '--dst'];

/**
 * `-s a,b -d c,d` is four rules (a c, a d, b c, b d), each with its own number. `! -s a,b` is refused by iptables and stays as it
 * is, to be found unreadable. At most `MOST` rules come of one.
 */
export function expandAddresses(words: readonly Word[]): readonly (readonly Word[])[] {
  const expanded = expandOne(words, SOURCE).flatMap((one) => expandOne(one, DESTINATION));
  return expanded.length <= MOST ? expanded : [words];
}

const MOST = 4096;

function expandOne(words: readonly Word[], spellings: readonly string[]): readonly (readonly Word[])[] {
  const at = words.findIndex((word) => !word.quoted && spellings.includes(word.text));
  const value = words[at + 1]?.text ?? '';
  if (at < 0 || !value.includes(',') || words[at - 1]?.text === '!') return [words];
  return value.split(',').map((text) => words.with(at + 1, { text, quoted: false }));
}
