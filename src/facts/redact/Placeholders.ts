import { NO_OPEN_NAMES, type OpenNames } from './OpenNames.js';
import { isRedacted, redactedText, type RedactedKind } from '../../text/redactedText.js';

/** Gives each secret its placeholder, the same secret always the same, and knows which names are open. What is a placeholder already stays. */
export class Placeholders {
  readonly #given = new Map<string, string>();
  #count: number;
  #uses = 0;

  /** @param first the number of the first new one: above those of an earlier redaction */
  constructor(
    first = 1,
    readonly open: OpenNames = NO_OPEN_NAMES,
  ) {
    this.#count = first - 1;
  }

  /** How many secrets were replaced, each place counted. */
  get uses(): number {
    return this.#uses;
  }

  of(kind: RedactedKind, secret: string): string {
    if (isRedacted(secret)) return secret;
    this.#uses++;
    const given = this.#given.get(secret);
    if (given !== undefined) return given;
    const text = redactedText(kind, ++this.#count);
    this.#given.set(secret, text);
    return text;
  }
}
