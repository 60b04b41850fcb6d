import { splitPath } from './splitPath.js';

/** The query parameters of a path, percent-decoded, values by name in order (source/common/http/utility.cc, QueryParamsMulti). */
export function decodedQuery(path: string): ReadonlyMap<string, readonly string[]> {
  const { query } = splitPath(path);
  const values = new Map<string, string[]>();
  if (query === undefined || query === '') return values;
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    values.set(name, [...(values.get(name) ?? []), decoded(equals < 0 ? '' : pair.slice(equals + 1))]);
  }
  return values;
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  const bytes = text.replace(/%([0-9a-fA-F]{2})/g, (_all, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
