import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';

// Envoy has one engine.
const HARMLESS = fieldNames('google_re2');

/** A pattern that is replaced wherever it occurs. */
export interface RegexRewrite {
  /** RE2. */
  readonly regex: string;
  /** With `\1` for the first group. */
  readonly substitution: string;
}

/** `type.matcher.v3.RegexMatchAndSubstitute` in the field `name`. */
export function readRegexRewrite(message: Message, name: string): RegexRewrite | undefined {
  const rewrite = message.message(name);
  if (rewrite === undefined) return undefined;
  const regex = rewrite.message('pattern')?.ignore(HARMLESS).string('regex') ?? '';
  return { regex, substitution: rewrite.string('substitution') };
}
