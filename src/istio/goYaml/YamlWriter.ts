import { escapeForDoubleQuotes } from './escapeForDoubleQuotes.js';
import { isMultiline, stringStyle } from './scalarStyle.js';

const WIDTH = 80;
const BREAKS = /[\r\n\u0085\u2028\u2029]/;

/**
 * The output side of go-yaml's emitter: keeps the column and knows whether a blank or a line break is due. A scalar that
 * runs past column 80 is folded at the next single blank. Source: go-yaml v2, emitterc.go.
 */
export class YamlWriter {
  #text = '';
  #column = 0;
  #afterBlank = true;
  #atIndention = true;

  /** What was written since the last call. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  /** Whether only indentation and indicators that indent (`- `, `? `) stand on the line so far. */
  get atIndention(): boolean {
    return this.#atIndention;
  }

  /** Goes to column `indent`, on a new line unless nothing stands there yet. */
  indent(indent: number): void {
    if (!this.#atIndention || this.#column > indent || (this.#column === indent && !this.#afterBlank)) this.#newline();
    if (this.#column < indent) this.#put(' '.repeat(indent - this.#column));
    this.#afterBlank = true;
    this.#atIndention = true;
  }

  /** An indicator: `-` and `?` behind which the next thing may stand on the same line (`indents`), `:`, `{}`, `[]`. */
  indicator(text: string, options: { readonly needsBlank: boolean; readonly indents: boolean }): void {
    if (options.needsBlank && !this.#afterBlank) this.#put(' ');
    this.#put(text);
    this.#afterBlank = false;
    this.#atIndention = this.#atIndention && options.indents;
  }

  /** A word that is no string: a number, `true`, `null`. */
  word(text: string): void {
    if (!this.#afterBlank) this.#put(' ');
    this.#put(text);
    this.#afterBlank = false;
    this.#atIndention = false;
  }

  /** A string at nesting `indent`; `isSimpleKey` when it is a key that its value follows on the line. */
  string(text: string, indent: number, isSimpleKey: boolean): void {
    const style = stringStyle(text, isSimpleKey);
    if (style === 'literal') {
      this.#literal(text, indent);
      return;
    }
    if (!this.#afterBlank) this.#put(' ');
    const quote = { plain: '', 'single-quoted': "'", 'double-quoted': '"' }[style];
    this.#put(quote);
    if (style === 'double-quoted') this.#doubleQuoted(Array.from(text), indent, !isSimpleKey);
    else this.#flow(Array.from(text), indent, !isSimpleKey, style === 'single-quoted');
    this.#put(quote);
    this.#afterBlank = false;
    this.#atIndention = false;
  }

  #flow(characters: readonly string[], indent: number, mayFold: boolean, isQuoted: boolean): void {
    let afterSpace = false;
    let afterBreak = false;
    characters.forEach((character, i) => {
      const isInner = !isQuoted || (i > 0 && i < characters.length - 1);
      if (character === ' ') {
        const folds = mayFold && !afterSpace && this.#column > WIDTH && isInner && characters[i + 1] !== ' ';
        if (folds) this.indent(indent);
        else this.#put(character);
        afterSpace = true;
      } else if (BREAKS.test(character)) {
        this.#put(character);
        this.#column = 0;
        this.#atIndention = true;
        afterBreak = true;
      } else {
        if (afterBreak) this.indent(indent);
        this.#put(isQuoted && character === "'" ? "''" : character);
        this.#atIndention = false;
        afterSpace = false;
        afterBreak = false;
      }
    });
  }

  #doubleQuoted(characters: readonly string[], indent: number, mayFold: boolean): void {
    let afterSpace = false;
    characters.forEach((character, i) => {
      const folds = character === ' ' && mayFold && !afterSpace && this.#column > WIDTH;
      if (folds && i > 0 && i < characters.length - 1) {
        this.indent(indent);
        if (characters[i + 1] === ' ') this.#put('\\');
      } else this.#put(escapeForDoubleQuotes(character));
      afterSpace = character === ' ';
    });
  }

  #literal(text: string, indent: number): void {
    const hint = /^[ \r\n\u0085\u2028\u2029]/.test(text) ? '2' : '';
    this.indicator(`|${hint}${chomping(text)}`, { needsBlank: true, indents: false });
    this.#newline();
    this.#atIndention = true;
    this.#afterBlank = true;
    let afterBreak = true;
    for (const character of text) {
      if (BREAKS.test(character)) {
        if (character === '\n') this.#newline();
        else this.#put(character);
        this.#column = 0;
        this.#atIndention = true;
        afterBreak = true;
      } else {
        if (afterBreak) this.indent(indent);
        this.#put(character);
        this.#atIndention = false;
        afterBreak = false;
      }
    }
  }

  #newline(): void {
    this.#text += '\n';
    this.#column = 0;
  }

  #put(text: string): void {
    this.#text += text;
    this.#column += text.length === 1 ? 1 : Array.from(text).length;
  }
}

/** `-`: no break at the end; `+`: several, or nothing but one; none for exactly one. */
function chomping(text: string): string {
  const characters = Array.from(text);
  if (!isMultiline(characters.at(-1) ?? '')) return '-';
  return characters.length === 1 || isMultiline(characters.at(-2) ?? '') ? '+' : '';
}
