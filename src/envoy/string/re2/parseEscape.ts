import { Re2SyntaxError } from './Re2SyntaxError.js';
import type { Scanner } from './Scanner.js';

const SIMPLE: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/**
 * Reads what follows a backslash and stands for one character: `\n`, `\x41`, `\x{10FFFF}`, `\012`, `\.`. Letters and digits
 * without a meaning (backreferences too) are errors, as in RE2.
 */
export function parseEscape(scanner: Scanner): number {
  const char = scanner.take();
  if (char === 'x') return parseHex(scanner);
  if (/^[0-7]$/.test(char)) return parseOctal(scanner, char);
  if (Object.hasOwn(SIMPLE, char)) return SIMPLE[char] ?? 0;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80 && !/^[A-Za-z0-9]$/.test(char)) return code;
  throw new Re2SyntaxError(`invalid escape sequence: \\${char}`);
}

function parseHex(scanner: Scanner): number {
  const isHex = (char: string): boolean => /^[0-9A-Fa-f]$/.test(char);
  if (scanner.eat('{')) {
    const digits = scanner.takeWhile(isHex);
    const value = Number.parseInt(digits, 16);
    if (!scanner.eat('}') || digits === '' || value > 0x10ffff)
      throw new Re2SyntaxError('invalid escape sequence: \\x{');
    return value;
  }
  if (!isHex(scanner.peek()) || !isHex(scanner.peek(1))) throw new Re2SyntaxError('invalid escape sequence: \\x');
  return Number.parseInt(scanner.take() + scanner.take(), 16);
}

function parseOctal(scanner: Scanner, first: string): number {
  const isOctal = (char: string): boolean => /^[0-7]$/.test(char);
  if (first !== '0' && !isOctal(scanner.peek())) throw new Re2SyntaxError(`invalid escape sequence: \\${first}`);
  let digits = first;
  while (digits.length < 3 && isOctal(scanner.peek())) digits += scanner.take();
  return Number.parseInt(digits, 8);
}
