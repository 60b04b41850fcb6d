import type { NftToken } from './tokenise.js';

/** Reads tokens one after another. Does not throw: at the end it stays there. */
export class TokenReader {
  readonly #tokens: readonly NftToken[];
  readonly #end: NftToken;
  #at = 0;

  constructor(tokens: readonly NftToken[], end: NftToken) {
    this.#tokens = tokens;
    this.#end = end;
  }

  peek(ahead = 0): NftToken {
    return this.#tokens[this.#at + ahead] ?? this.#end;
  }

  next(): NftToken {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Takes the next token when it is this word or punctuation. */
  take(text: string): boolean {
    const token = this.peek();
    if (token.text !== text || token.kind === 'quoted' || token.kind === 'end') return false;
    this.#at += 1;
    return true;
  }

  get done(): boolean {
    return this.peek().kind === 'end';
  }
}
