import type { Header } from '../model/HttpRequest.js';
import { isJoined } from './inlineHeaders.js';

/** The header lines as Envoy keeps them: those of which it keeps one are joined with ",", at the place of the first. */
export function joinInlineHeaders(headers: readonly Header[]): readonly Header[] {
  if (!hasRepeated(headers)) return headers;
  const joined = new Map<string, Header>();
  const result: (Header | string)[] = [];
  for (const header of headers) {
    const { name, value } = header;
    if (isJoined(name) !== 'yes') {
      result.push(header);
      continue;
    }
    const earlier = joined.get(name);
    if (earlier === undefined) result.push(name);
    joined.set(name, earlier === undefined ? header : { name, value: joinValues(earlier.value, value) });
  }
  return result.flatMap((item) => (typeof item === 'string' ? (joined.get(item) ?? []) : item));
}

function hasRepeated(headers: readonly Header[]): boolean {
  const names = new Set<string>();
  for (const { name } of headers) {
    if (names.has(name)) return true;
    names.add(name);
  }
  return false;
}

/** One value behind another; an empty one adds nothing, no "," either (header_map_impl.cc, appendToHeader). */
export function joinValues(before: string, added: string): string {
  return before === '' || added === '' ? before + added : `${before},${added}`;
}
