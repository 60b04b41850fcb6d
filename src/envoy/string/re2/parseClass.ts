import type { CharSet, CodeRange } from './CharSet.js';
import { perlClass, posixClass, unicodeClass } from './namedClasses.js';
import { parseEscape } from './parseEscape.js';
import { Re2SyntaxError } from './Re2SyntaxError.js';
import type { Scanner } from './Scanner.js';

/** Reads a bracketed class; the scanner stands behind `[`. A negated class has the newline, as in RE2's default flags. */
export function parseClass(scanner: Scanner, foldCase: boolean): CharSet {
  const negated = scanner.eat('^');
  const ranges: CodeRange[] = [];
  const properties: RegExp[] = [];
  for (let first = true; first || scanner.peek() !== ']'; first = false) {
    if (scanner.done) throw new Re2SyntaxError('missing ]');
    const named = parsePosix(scanner) ?? parsePerl(scanner);
    if (named) {
      ranges.push(...named);
      continue;
    }
    const property = parseUnicode(scanner);
    if (property) properties.push(property);
    else ranges.push(parseRange(scanner));
  }
  scanner.take();
  return { ranges, properties, negated, foldCase };
}

/** Reads `\pN` or `\p{Name}`, if that is what comes. */
export function parseUnicode(scanner: Scanner): RegExp | undefined {
  if (scanner.peek() !== '\\' || !/^[pP]$/.test(scanner.peek(1))) return undefined;
  scanner.take();
  const letter = scanner.take();
  const braced = scanner.eat('{');
  const name = braced ? scanner.takeWhile((char) => char !== '}') : scanner.take();
  const property = unicodeClass(letter, name);
  if (!property || (braced && !scanner.eat('}')))
    throw new Re2SyntaxError(`invalid character class range: \\${letter}{${name}}`);
  return property;
}

/** Reads `\d`, `\W`, …, if that is what comes. */
export function parsePerl(scanner: Scanner): readonly CodeRange[] | undefined {
  const ranges = scanner.peek() === '\\' ? perlClass(scanner.peek(1)) : undefined;
  if (ranges) {
    scanner.take();
    scanner.take();
  }
  return ranges;
}

function parsePosix(scanner: Scanner): readonly CodeRange[] | undefined {
  const start = scanner.position;
  if (!scanner.eat('[:')) return undefined;
  const name = scanner.takeWhile((char) => /^[a-z^]$/.test(char));
  if (!scanner.eat(':]')) {
    scanner.back(start);
    return undefined;
  }
  const ranges = posixClass(name);
  if (!ranges) throw new Re2SyntaxError(`invalid character class range: [:${name}:]`);
  return ranges;
}

function parseRange(scanner: Scanner): CodeRange {
  const first = parseClassChar(scanner);
  if (scanner.peek() !== '-' || scanner.peek(1) === ']' || scanner.peek(1) === '') return [first, first];
  scanner.take();
  const last = parseClassChar(scanner);
  if (last < first) throw new Re2SyntaxError('invalid character class range');
  return [first, last];
}

function parseClassChar(scanner: Scanner): number {
  if (scanner.eat('\\')) return parseEscape(scanner);
  return scanner.take().codePointAt(0) ?? 0;
}
