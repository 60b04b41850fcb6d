/** What stands for a class of characters. */
const CLASSES: Readonly<Record<string, string>> = {
  d: '1',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  A: '',
  z: '',
  b: '',
};

/** Repetitions that are written out: more would help nobody. */
const MOST = 32;

/**
 * A short text that an RE2 expression may match, by the first alternative and the fewest repetitions of everything; undefined where
 * the expression is written in a way that is not read here. Whoever asks has to try the text.
 */
export function sampleRegex(regex: string): string | undefined {
  try {
    return new Reader(regex.replace(/^\(\?i\)/, '')).alternatives();
  } catch (error) {
    if (error instanceof NotRead) return undefined;
    throw error;
  }
}

class NotRead extends Error {}

/** Reads an expression from left to right. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Up to `)` or the end: the first alternative. */
  alternatives(): string {
    const first = this.#sequence();
    while (this.#peek() === '|') {
      this.#at += 1;
      this.#sequence();
    }
    return first;
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #sequence(): string {
    let text = '';
    while (this.#peek() !== '' && this.#peek() !== '|' && this.#peek() !== ')') text += this.#repeated(this.#atom());
    return text;
  }

  #atom(): string {
    const char = this.#peek();
    this.#at += 1;
    if (char === '^' || char === '$') return '';
    if (char === '.') return 'a';
    if (char === '[') return this.#charClass();
    if (char === '\\') return this.#escape();
    if (char !== '(') return char;
    const flags = /^\?(?:P?<\w+>|:)/.exec(this.#text.slice(this.#at))?.[0] ?? '';
    this.#at += flags.length;
    if (this.#peek() === '?') throw new NotRead();
    const inner = this.alternatives();
    this.#at += 1;
    return inner;
  }

  #escape(): string {
    const char = this.#peek();
    this.#at += 1;
    if (!/[a-zA-Z0-9]/.test(char)) return char;
    const stands = CLASSES[char];
    if (stands === undefined) throw new NotRead();
    return stands;
  }

  /** One character of `[…]`: its first, or one that none of `[^…]` is. */
  #charClass(): string {
    const match = /^(\^?)((?:\\.|\[:\w+:\]|[^\]\\])(?:\\.|\[:\w+:\]|[^\]\\])*)\]/s.exec(this.#text.slice(this.#at));
    const [all, negated, body = ''] = match ?? [];
    if (all === undefined || body.startsWith('[:')) throw new NotRead();
    this.#at += all.length;
    if (negated === '^') return ['x', '1', '-', '_'].find((one) => !new RegExp(`[${body}]`).test(one)) ?? '~';
    const [first = '', second = ''] = body;
    return first === '\\' ? (CLASSES[second] ?? second) : first;
  }

  #repeated(atom: string): string {
    const [all = '', least] = /^(?:[*?]|\+|\{(\d+)(?:,\d*)?\})\??/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += all.length;
    if (all === '' || all.startsWith('+')) return atom;
    return atom.repeat(Math.min(Number(least ?? 0), MOST));
  }
}
