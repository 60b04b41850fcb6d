import { complement, type CodeRange } from './CharSet.js';

const DIGIT: readonly CodeRange[] = [[0x30, 0x39]];
const UPPER: readonly CodeRange[] = [[0x41, 0x5a]];
const LOWER: readonly CodeRange[] = [[0x61, 0x7a]];
const ALPHA: readonly CodeRange[] = [...UPPER, ...LOWER];
const WORD: readonly CodeRange[] = [...DIGIT, ...ALPHA, [0x5f, 0x5f]];
/** Perl's `\s` in RE2: no vertical tab. */
const PERL_SPACE: readonly CodeRange[] = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];

const PERL: Readonly<Record<string, readonly CodeRange[]>> = { d: DIGIT, s: PERL_SPACE, w: WORD };

const POSIX: Readonly<Record<string, readonly CodeRange[]>> = {
  alnum: [...DIGIT, ...ALPHA],
  alpha: ALPHA,
  ascii: [[0x00, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: DIGIT,
  graph: [[0x21, 0x7e]],
  lower: LOWER,
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: UPPER,
  word: WORD,
  xdigit: [...DIGIT, [0x41, 0x46], [0x61, 0x66]],
};

/** The ranges of `\d \D \s \S \w \W` (the letter alone is given); ASCII only, as in RE2. */
export function perlClass(letter: string): readonly CodeRange[] | undefined {
  const lower = letter.toLowerCase();
  const ranges = Object.hasOwn(PERL, lower) ? PERL[lower] : undefined;
  return ranges && lower !== letter ? complement(ranges) : ranges;
}

/** The ranges of `[:alpha:]`, `[:^alpha:]` (given as `alpha`, `^alpha`). */
export function posixClass(name: string): readonly CodeRange[] | undefined {
  const negated = name.startsWith('^');
  const key = negated ? name.slice(1) : name;
  const ranges = Object.hasOwn(POSIX, key) ? POSIX[key] : undefined;
  return ranges && negated ? complement(ranges) : ranges;
}

/** `\pN`, `\p{Greek}`, `\p{^Lu}`, `\PN`: a test of one character; `undefined` for a name that Unicode does not have. */
export function unicodeClass(letter: string, name: string): RegExp | undefined {
  const inverted = name.startsWith('^');
  const bare = inverted ? name.slice(1) : name;
  if (!/^[A-Za-z_]{1,64}$/.test(bare)) return undefined;
  const escape = (letter === 'P') !== inverted ? 'P' : 'p';
  if (bare === 'Any') return new RegExp(`^\\${escape}{Any}$`, 'u');
  for (const property of [`General_Category=${bare}`, `Script=${bare}`]) {
    // RE2 knows categories by their short names only (L, Lu) and scripts by their long ones (Greek).
    if (property.startsWith('General') && bare.length > 2) continue;
    try {
      return new RegExp(`^\\${escape}{${property}}$`, 'u');
    } catch {
      continue;
    }
  }
  return undefined;
}
