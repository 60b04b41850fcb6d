import type { Effect } from '../../logic/Decision.js';
import type { HeaderValueOption } from '../model/HeaderMutation.js';
import type { Header } from '../model/HttpRequest.js';
import { withHeader, withoutHeader } from './headers.js';
import { isJoined } from './inlineHeaders.js';
import { joinValues } from './joinInlineHeaders.js';

/** Headers on their way, and what has changed on it. */
export interface MutatedHeaders {
  readonly headers: readonly Header[];
  readonly effects: readonly Effect[];
}

/**
 * One level of header mutations (source/common/router/header_parser.cc, evaluateHeaders): removals first; values are made, and
 * presence is looked at, before anything is set; overwrites, then appends. An empty value is dropped unless `keep_empty_value`.
 * An append makes another line, but for headers of which Envoy keeps one. `host` and pseudo headers stay.
 */
export function applyHeaderMutations(
  headers: readonly Header[],
  add: readonly HeaderValueOption[],
  remove: readonly string[],
  format: (value: string, headers: readonly Header[]) => string,
): MutatedHeaders {
  const effects: Effect[] = [];
  let result = headers;
  for (const name of remove.map((one) => one.toLowerCase())) {
    const gone = result.filter((header) => header.name === name);
    if (gone.length === 0 || isProtected(name)) continue;
    effects.push({ what: name, from: valuesOf(gone), to: '' });
    result = withoutHeader(result, name);
  }
  const before = result;
  const has = (name: string): boolean => before.some((header) => header.name === name);
  const options = add
    .map((option) => ({ ...option, name: option.name.toLowerCase(), value: format(option.value, before) }))
    .filter(({ name, value, keepEmptyValue }) => !isProtected(name) && (value !== '' || keepEmptyValue));
  for (const { name, value, action, at } of options) {
    if (action === 'OVERWRITE_IF_EXISTS_OR_ADD' || (action === 'OVERWRITE_IF_EXISTS' && has(name))) {
      effects.push(change(result, name, value, at));
      result = withHeader(result, name, value);
    }
  }
  for (const { name, value, action, at } of options) {
    if (action === 'APPEND_IF_EXISTS_OR_ADD' || (action === 'ADD_IF_ABSENT' && !has(name))) {
      const appended = append(result, name, value);
      effects.push(change(result, name, valuesOf(appended.filter((header) => header.name === name)), at));
      result = appended;
    }
  }
  return { headers: result, effects };
}

function append(headers: readonly Header[], name: string, value: string): readonly Header[] {
  const present = headers.find((header) => header.name === name);
  if (present && isJoined(name) === 'yes') return withHeader(headers, name, joinValues(present.value, value));
  return [...headers, { name, value }];
}

function change(before: readonly Header[], name: string, to: string, at: string): Effect {
  const old = before.filter((header) => header.name === name);
  return old.length === 0 ? { what: name, to, at } : { what: name, from: valuesOf(old), to, at };
}

function valuesOf(headers: readonly Header[]): string {
  return headers.map(({ value }) => value).join(', ');
}

function isProtected(name: string): boolean {
  return name.startsWith(':') || name === 'host';
}
