import type { JsonValue } from '../../text/json/JsonValue.js';
import { Message } from './Message.js';

/** `type.matcher.v3.RegexMatchAndSubstitute`. */
export function parseRegexRewrite(
  value: JsonValue,
  at: string,
): { readonly regex: string; readonly substitution: string } {
  const message = new Message(value, at);
  return { regex: message.message('pattern')?.string('regex') ?? '', substitution: message.string('substitution') };
}
