import { Re2SyntaxError } from './Re2SyntaxError.js';

/** Reads an expression code point by code point. */
export class Scanner {
  readonly #points: readonly string[];
  #next = 0;

  constructor(pattern: string) {
    this.#points = Array.from(pattern);
  }

  get position(): number {
    return this.#next;
  }

  get done(): boolean {
    return this.#next >= this.#points.length;
  }

  /** The character `ahead` places on, '' past the end. */
  peek(ahead = 0): string {
    return this.#points[this.#next + ahead] ?? '';
  }

  take(): string {
    const char = this.#points[this.#next];
    if (char === undefined) throw new Re2SyntaxError('trailing \\ or missing character');
    this.#next++;
    return char;
  }

  /** Takes `text` if it is next. */
  eat(text: string): boolean {
    const length = Array.from(text).length;
    if (this.#points.slice(this.#next, this.#next + length).join('') !== text) return false;
    this.#next += length;
    return true;
  }

  /** Takes as many characters as `test` accepts. */
  takeWhile(test: (char: string) => boolean): string {
    const start = this.#next;
    while (!this.done && test(this.peek())) this.#next++;
    return this.since(start);
  }

  /** What was read since `position`. */
  since(position: number): string {
    return this.#points.slice(position, this.#next).join('');
  }

  back(position: number): void {
    this.#next = position;
  }
}
