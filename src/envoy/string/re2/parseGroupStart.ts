import type { Flags } from './Flags.js';
import { Re2SyntaxError } from './Re2SyntaxError.js';
import type { Scanner } from './Scanner.js';

/** What opens at a `(`: a group, or a change of flags up to the end of the group around it. */
export type GroupStart =
  | { readonly kind: 'group'; readonly capture: boolean; readonly flags: Flags }
  | { readonly kind: 'flags'; readonly flags: Flags };

/** Reads behind `(`: `(`, `(?P<name>`, `(?<name>`, `(?i)`, `(?i-s:`. Lookaround and other Perl operators are errors, as in RE2. */
export function parseGroupStart(scanner: Scanner, flags: Flags, names: Set<string>): GroupStart {
  if (!scanner.eat('?')) return { kind: 'group', capture: true, flags };
  if (scanner.peek() === 'P' || (scanner.peek() === '<' && !/^[=!]$/.test(scanner.peek(1)))) {
    parseName(scanner, names);
    return { kind: 'group', capture: true, flags };
  }
  return parseFlags(scanner, flags);
}

function parseName(scanner: Scanner, names: Set<string>): void {
  scanner.eat('P');
  if (!scanner.eat('<')) throw new Re2SyntaxError('invalid named capture group');
  const name = scanner.takeWhile((char) => /^\w$/.test(char));
  if (name === '' || !scanner.eat('>')) throw new Re2SyntaxError('invalid named capture group');
  if (names.has(name)) throw new Re2SyntaxError(`duplicate capture group name: ${name}`);
  names.add(name);
}

function parseFlags(scanner: Scanner, outer: Flags): GroupStart {
  let flags = outer;
  let on = true;
  let named = false;
  for (;;) {
    const char = scanner.peek();
    if (char === '') throw new Re2SyntaxError('missing )');
    scanner.take();
    switch (char) {
      case 'i':
        flags = { ...flags, foldCase: on };
        break;
      case 'm':
        flags = { ...flags, multiLine: on };
        break;
      case 's':
        flags = { ...flags, dotMatchesNewline: on };
        break;
      case 'U':
        flags = { ...flags, ungreedy: on };
        break;
      case '-':
        if (!on) throw new Re2SyntaxError('invalid perl operator: (?-');
        on = false;
        named = false;
        continue;
      case ':':
      case ')':
        if (!on && !named) throw new Re2SyntaxError('missing argument to flag');
        return char === ':' ? { kind: 'group', capture: false, flags } : { kind: 'flags', flags };
      default:
        throw new Re2SyntaxError(`invalid perl operator: (?${char}`);
    }
    named = true;
  }
}
