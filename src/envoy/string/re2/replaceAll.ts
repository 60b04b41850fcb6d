import type { Captures } from './runProgram.js';

/** A search for a first match at or behind a position. */
type Search = (from: number) => Captures | undefined;

/**
 * RE2::GlobalReplace: every match that does not overlap the one before gives way to `rewrite`; an empty match right behind
 * another is passed over. `undefined` for a rewrite that RE2::CheckRewriteString refuses.
 */
export function replaceAll(
  search: Search,
  text: readonly number[],
  rewrite: string,
  captures: number,
): string | undefined {
  const parts = parseRewrite(rewrite, captures);
  if (!parts) return undefined;
  const out: string[] = [];
  let at = 0;
  let lastEnd = -1;
  while (at <= text.length) {
    const found = search(at);
    const [begin, end] = [found?.[0], found?.[1]];
    if (!found || begin === undefined || end === undefined) break;
    out.push(textOf(text, at, begin));
    if (begin === lastEnd && end === begin) {
      out.push(textOf(text, begin, begin + 1));
      at = begin + 1;
      continue;
    }
    for (const part of parts)
      out.push(typeof part === 'string' ? part : textOf(text, found[2 * part], found[2 * part + 1]));
    at = end;
    lastEnd = end;
  }
  out.push(textOf(text, at, text.length));
  return out.join('');
}

/** The characters from `begin` to before `end`; '' for a group that took no part. */
export function textOf(text: readonly number[], begin: number | undefined, end: number | undefined): string {
  if (begin === undefined || end === undefined) return '';
  return text.slice(begin, end).reduce((result, point) => result + String.fromCodePoint(point), '');
}

/** Literal texts and group numbers. */
function parseRewrite(rewrite: string, captures: number): readonly (string | number)[] | undefined {
  const parts: (string | number)[] = [];
  for (const token of rewrite.match(/\\[^]|\\$|[^\\]+/g) ?? []) {
    if (!token.startsWith('\\')) parts.push(token);
    else if (token === '\\\\') parts.push('\\');
    else if (/^\\[0-9]$/.test(token) && Number(token.slice(1)) <= captures) parts.push(Number(token.slice(1)));
    else return undefined;
  }
  return parts;
}
