/** Why a text is not JSON that hopctl reads. */
export interface JsonFault {
  /** The first character that cannot be; `text.length` if the text ends too early. */
  readonly offset: number;
  readonly kind: 'truncated' | 'syntax' | 'too deep';
  /** For a person: "expected ':' but found '='". It quotes the text unescaped. */
  readonly message: string;
}

/** Tells a fault from the offset behind what was read. */
export function isFault(result: number | JsonFault): result is JsonFault {
  return typeof result !== 'number';
}

/** Reads the string, number or literal at `offset`; `inside` is the bracket that is open around it. */
export function readScalar(text: string, offset: number, inside: string | undefined): number | JsonFault {
  const first = text[offset] ?? '';
  if (first === '"') return readString(text, offset);
  const token = match(/[-+.\w]*/y, text, offset);
  const end = offset + token.length;
  if (/^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/.test(token)) return end;
  if (end === text.length && canGoOn(token)) return truncated(text, token === '' ? around(inside) : 'a value');
  return unexpected(text, offset, 'a value', inside);
}

/** Whether more characters could make a value of `token`. */
function canGoOn(token: string): boolean {
  return (
    ['true', 'false', 'null'].some((literal) => literal.startsWith(token)) ||
    /^-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*|(?:\.[0-9]+)?[eE][+-]?)?)?$/.test(token)
  );
}

/** Reads the string that opens at `offset`. */
export function readString(text: string, offset: number): number | JsonFault {
  for (let i = offset + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) return i + 1;
    if (unit < 0x20) return syntax(i, 'a control character in a string must be escaped');
    if (unit !== 0x5c) continue;
    const escape = match(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y, text, i);
    if (escape !== '') i += escape.length - 1;
    else if (/^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(i, i + 6))) break;
    else return syntax(i, `${quoted(match(/\\u?[^"]{0,4}/y, text, i))} is no escape sequence`);
  }
  return truncated(text, 'a string');
}

/** The fault of a text that has something else than `expected` at `offset`, or nothing any more. */
export function unexpected(text: string, offset: number, expected: string, inside: string | undefined): JsonFault {
  if (offset >= text.length) return truncated(text, around(inside));
  const found = match(/[-+.\w]{1,24}|./suy, text, offset);
  return syntax(offset, `expected ${expected} but found ${quoted(found)}`);
}

function truncated(text: string, what: string): JsonFault {
  return { offset: text.length, kind: 'truncated', message: `the file is truncated: it ends inside ${what}` };
}

function syntax(offset: number, message: string): JsonFault {
  return { offset, kind: 'syntax', message };
}

function around(inside: string | undefined): string {
  if (inside === undefined) return 'leading blanks';
  return inside === '{' ? 'an object' : 'an array';
}

function quoted(found: string): string {
  return found.includes("'") ? `"${found}"` : `'${found}'`;
}

/** What the sticky `pattern` matches at `offset`, else nothing. */
function match(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}
