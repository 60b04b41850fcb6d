/** Control and format characters, private and unassigned ones, line and paragraph separators; JSON.stringify escapes only C0. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** `value` as indented JSON with a newline at its end, in which no character can make a terminal act. */
export function renderJson(value: unknown): string {
  return `${escapeUnsafe(JSON.stringify(value, undefined, 2))}\n`;
}

/** Unsafe characters as `\uXXXX`, but for newlines: what stands between double quotes in JSON and YAML means the same. */
export function escapeUnsafe(text: string): string {
  return text.replace(UNSAFE, (character) =>
    character === '\n'
      ? character
      : Array.from(
          { length: character.length },
          (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}
