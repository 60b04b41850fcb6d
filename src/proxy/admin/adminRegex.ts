import { compileRe2 } from '../../envoy/string/re2/compileRe2.js';

/** A regular expression of a query, or why it is none. */
export type AdminRegex =
  | { readonly kind: 'ok'; readonly matches: (text: string) => boolean }
  | { readonly kind: 'bad'; readonly error: string };

/** RE2: `full` for the whole text, else for any part of it. */
export function adminRegex(pattern: string, extent: 'full' | 'partial'): AdminRegex {
  const own = compileRe2(pattern);
  if ('error' in own) return { kind: 'bad', error: `${own.error}: ${pattern}` };
  const regex = extent === 'full' ? own : compileRe2(`(?s:.*)(?:${pattern})(?s:.*)`);
  if ('error' in regex) return { kind: 'bad', error: regex.error };
  return { kind: 'ok', matches: (text) => regex.fullMatch(text) === true };
}
