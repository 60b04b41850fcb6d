/**
 * What could make a terminal act, or show text in another order than it has: C0 (ESC, NUL, CR, …), DEL, C1 (CSI as one
 * character), the line and paragraph separators, bidirectional marks, embeddings, overrides and isolates (Unicode
 * UAX #9, "Trojan Source"), zero-width characters and the byte order mark, the tag characters, and lone surrogates.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const UNSAFE_IN_BLOCK = new RegExp(UNSAFE.source.replace('\\u0000-\\u001f', '\\u0000-\\u0008\\u000b-\\u001f'), 'gu');

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOne(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/** `value` as one line that a terminal only shows: every unsafe character is written `\n`, `\x1b`, `\u202e`. */
export function safeText(value: string): string {
  return value.replace(UNSAFE, escapeOne);
}

/** Like `safeText` for text of several lines: newlines and tabs stay. */
export function safeBlock(value: string): string {
  return value.replace(UNSAFE_IN_BLOCK, escapeOne);
}
