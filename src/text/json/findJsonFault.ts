import { MAX_NESTING } from './nesting.js';
import { isFault, readScalar, readString, unexpected, type JsonFault } from './readJsonToken.js';
import { skipBlanks } from './skipJson.js';

/**
 * The first fault of `text` by RFC 8259, or `undefined` if it is valid and nested at most `MAX_NESTING` deep. For when
 * `JSON.parse` has refused: it does not always say where.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: string[] = [];
  let i = skipBlanks(text, 0);
  for (;;) {
    const bracket = text[i];
    if (bracket === '{' || bracket === '[') {
      if (open.length === MAX_NESTING) return tooDeep(i);
      open.push(bracket);
      const first = skipBlanks(text, i + 1);
      const next = text[first] === closing(bracket) ? first : readKeyIfObject(text, first, bracket);
      if (isFault(next)) return next;
      i = next;
      if (next !== first || text[first] !== closing(bracket)) continue;
    } else {
      const end = readScalar(text, i, open.at(-1));
      if (isFault(end)) return end;
      i = skipBlanks(text, end);
    }
    while (open.length > 0 && text[i] === closing(open.at(-1))) {
      open.pop();
      i = skipBlanks(text, i + 1);
    }
    const inside = open.at(-1);
    if (inside === undefined) return i === text.length ? undefined : unexpected(text, i, 'the end of the text', inside);
    if (text[i] !== ',') return unexpected(text, i, `',' or '${closing(inside)}'`, inside);
    const next = readKeyIfObject(text, skipBlanks(text, i + 1), inside);
    if (isFault(next)) return next;
    i = next;
  }
}

/** Steps over `"key":` when an object is open; gives where the value begins. */
function readKeyIfObject(text: string, offset: number, inside: string): number | JsonFault {
  if (inside !== '{') return offset;
  if (text[offset] !== '"') return unexpected(text, offset, 'a key in double quotes', inside);
  const end = readString(text, offset);
  if (isFault(end)) return end;
  const colon = skipBlanks(text, end);
  return text[colon] === ':' ? skipBlanks(text, colon + 1) : unexpected(text, colon, "':'", inside);
}

function closing(bracket: string | undefined): string {
  return bracket === '{' ? '}' : ']';
}

function tooDeep(offset: number): JsonFault {
  return { offset, kind: 'too deep', message: `more than ${MAX_NESTING} objects and arrays stand within each other` };
}
