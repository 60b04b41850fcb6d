const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The offset of the first character from `offset` on that is no JSON white space; `text.length` if there is none. */
export function skipBlanks(text: string, offset: number): number {
  let i = offset;
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) break;
  }
  return i;
}

/** Behind the string that opens at `offset`; `text.length` if it is not closed. */
export function skipString(text: string, offset: number): number {
  for (let i = offset + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) return i + 1;
    if (unit === BACKSLASH) i++;
  }
  return text.length;
}

/** Behind the value that begins at `offset`, of text that is valid JSON. Never loops or throws on other text. */
export function skipValue(text: string, offset: number): number {
  let depth = 0;
  let i = offset;
  while (i < text.length) {
    switch (text.charCodeAt(i)) {
      case QUOTE:
        i = skipString(text, i);
        if (depth === 0) return i;
        continue;
      case 0x7b: // {
      case 0x5b: // [
        depth++;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth--;
        if (depth === 0) return i + 1;
        if (depth < 0) return i;
        break;
      case 0x2c: // ,
      case 0x20:
      case 0x0a:
      case 0x0d:
      case 0x09:
        if (depth === 0) return i;
        break;
      default:
    }
    i++;
  }
  return text.length;
}

/** What the string literal from `start` to `end`, quotes included, says; itself without the quotes if it is not valid. */
export function stringAt(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes('\\')) return inner;
  try {
    return String(JSON.parse(text.slice(start, end)));
  } catch {
    return inner;
  }
}
