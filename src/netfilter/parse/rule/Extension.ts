import type { OptionTable, OptionWords } from '../../words/OptionWords.js';
import type { Word } from '../../words/splitWords.js';

/** `-m NAME` or `-j NAME` with the options that were read for it so far. */
export class Extension {
  readonly options: OptionWords[] = [];
  readonly #text: string[] = [];
  /** An option of it could not be read. */
  broken = false;

  /** `table` is `undefined` for an extension that is not modelled: it takes every option that follows. */
  constructor(
    readonly name: string,
    readonly table: OptionTable | undefined,
  ) {}

  /** Whether an option that is written `spelling` is one of its own. */
  knows(spelling: string): boolean {
    return this.table !== undefined && Object.hasOwn(this.table, spelling);
  }

  /** The name that iptables-save prints and how many words follow; `undefined` for an option that is not its own. */
  describe(spelling: string): { readonly name: string; readonly words: number } | undefined {
    const entry = this.table && Object.hasOwn(this.table, spelling) ? this.table[spelling] : undefined;
    if (typeof entry === 'string') return this.describe(entry);
    return entry === undefined ? undefined : { name: spelling, words: entry };
  }

  add(option: OptionWords, words: readonly Word[]): void {
    this.options.push(option);
    this.addText(words);
  }

  /** Keeps words as they stand in the rule. */
  addText(words: readonly Word[]): void {
    this.#text.push(...words.map((word) => (word.quoted ? `"${word.text.replace(/["\\]/g, '\\$&')}"` : word.text)));
  }

  /** The words of its options. */
  get words(): readonly string[] {
    return this.#text;
  }
}
