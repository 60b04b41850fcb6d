import type { Effect } from '../../logic/Decision.js';
import type { Header } from '../model/HttpRequest.js';

/** What differs between two lists of headers, name by name; a header that is gone has `to: ''`. */
export function headerEffects(before: readonly Header[], after: readonly Header[]): readonly Effect[] {
  const old = joined(before);
  const now = joined(after);
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names].flatMap((name): readonly Effect[] => {
    const from = old.get(name);
    const to = now.get(name) ?? '';
    if (from === now.get(name)) return [];
    return [from === undefined ? { what: name, to } : { what: name, from, to }];
  });
}

function joined(headers: readonly Header[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of headers) {
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return values;
}
