import type { UnsupportedMatch } from '../../match/unsupported.js';
import { passiveTargetName } from '../../target/extensionTargets.js';
import type { Word } from '../../words/splitWords.js';
import type { ListRow } from './ListRow.js';
import { CONNTRACK_PHRASES, MATCH_PHRASES } from './matchPhrases.js';
import { takePhrase, type Phrase } from './Phrase.js';
import { PASSIVE_PHRASES, SILENT_TARGETS, TARGET_PHRASES } from './targetPhrases.js';

/** A row in the words of iptables-save, and what the listing lost of it. */
export interface RowWords {
  readonly words: readonly Word[];
  readonly lost: readonly UnsupportedMatch[];
}

/** Translates a row. What is not understood, or not shown, is `lost` or makes the target one that cannot be read. */
export function rowWords(row: ListRow, isChain: (name: string) => boolean): RowWords {
  const lost: UnsupportedMatch[] = [];
  const goto = row.rest.startsWith('[goto]');
  const { words: matches, left } = readMatches(
    goto ? row.rest.slice('[goto]'.length).trimStart() : row.rest,
    row.target,
  );
  const target = row.target === '' ? { words: [], left } : readTarget(row.target, left, goto, isChain(row.target));
  if (row.inInterface === undefined) {
    lost.push(unreadable('interfaces', '', 'iptables -L without -v does not show -i and -o'));
  }
  if (target.left !== '') {
    lost.push(
      unreadable(target.left.split(/[\s:]/, 1)[0] ?? '', target.left, 'this text of iptables -L is not understood'),
    );
  }
  return { words: [...columnWords(row), ...matches, ...target.words], lost };
}

function unreadable(module: string, text: string, why: string): UnsupportedMatch {
  return { kind: 'unsupported', module, text, why };
}

function columnWords(row: ListRow): readonly Word[] {
  const { inInterface = '*', outInterface = '*' } = row;
  return [
    ...(row.source === 'anywhere' ? [] : column('-s', row.source)),
    ...(row.destination === 'anywhere' ? [] : column('-d', row.destination)),
    ...(inInterface === '*' || inInterface === 'any' ? [] : column('-i', inInterface)),
    ...(outInterface === '*' || outInterface === 'any' ? [] : column('-o', outInterface)),
    ...column('-p', row.protocol),
    ...(row.fragment === '--' ? [] : plain(row.fragment === '!f' ? ['!', '-f'] : ['-f'])),
  ];
}

/** `!` stands at the value in a listing. */
function column(option: string, value: string): readonly Word[] {
  return plain(value.startsWith('!') ? ['!', option, value.slice(1)] : [option, value]);
}

function plain(words: readonly string[]): readonly Word[] {
  return words.map((text) => ({ text, quoted: false }));
}

/** Reads matches until the text is the target's, or no match that is known. */
function readMatches(text: string, target: string): { readonly words: readonly Word[]; readonly left: string } {
  const words: Word[] = [];
  let left = text;
  let inConntrack = false;
  while (left !== '' && !takePhrase(targetPhrases(target), left)) {
    const conntrack = takePhrase(CONNTRACK_PHRASES, left);
    const found = conntrack ?? takePhrase(MATCH_PHRASES, left);
    if (found === undefined) break;
    if (conntrack && !inConntrack) words.push(...plain(['-m', 'conntrack']));
    inConntrack = conntrack !== undefined;
    const comment = found.words[1] === 'comment';
    words.push(...found.words.map((word, i) => ({ text: word, quoted: comment && i === 3 })));
    left = found.left;
  }
  return { words, left };
}

function targetPhrases(target: string): readonly Phrase[] {
  if (passiveTargetName(target) !== undefined) return PASSIVE_PHRASES;
  return (Object.hasOwn(TARGET_PHRASES, target) ? TARGET_PHRASES[target] : undefined) ?? [];
}

/** The words of `-j`. A target whose text was not found gets an option that nobody knows, so that it cannot be read. */
function readTarget(
  target: string,
  text: string,
  goto: boolean,
  isChain: boolean,
): { readonly words: readonly Word[]; readonly left: string } {
  const jump = plain([goto ? '-g' : '-j', target]);
  const phrases = isChain || goto ? [] : targetPhrases(target);
  const silent = phrases.length === 0 || phrases === PASSIVE_PHRASES;
  if (text === '')
    return { words: silent || SILENT_TARGETS.has(target) ? jump : [...jump, ...plain(['--not-shown'])], left: '' };
  // Text that is not understood may end in the target's.
  for (let at = 0; at >= 0; at = text.indexOf(' ', at + 1)) {
    const found = takePhrase(phrases, text.slice(at).trimStart());
    if (found) return { words: [...jump, ...plain(found.words)], left: text.slice(0, at).trim() };
  }
  return { words: silent ? jump : [...jump, ...plain(['--not-understood'])], left: text };
}
