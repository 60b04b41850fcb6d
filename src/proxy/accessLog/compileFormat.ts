import { isJsonArray, isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { StreamInfo } from '../runtime/StreamInfo.js';
import { parseFormat } from './FormatPart.js';
import type { ReadValue } from './Operator.js';
import { operatorOf } from './operatorOf.js';

/** Fills a text; `missing` stands for what is not there. */
export type FillText = (info: StreamInfo, missing: string) => string;

/** A format that was compiled, or what is wrong with it. */
export type Compiled<Fill> =
  { readonly kind: 'ok'; readonly fill: Fill } | { readonly kind: 'unknown'; readonly operator: string };

type Piece = string | { readonly read: ReadValue; readonly maxLength: number | undefined };

/** Compiles a format string. */
export function compileText(format: string): Compiled<FillText> {
  const pieces = piecesOf(format);
  if (!Array.isArray(pieces)) return pieces;
  return { kind: 'ok', fill: (info, missing) => fill(pieces, info, missing) };
}

/**
 * Compiles a `json_format`: an operator alone keeps its type (a number, `null` for nothing), operators among text give text
 * with `-` for nothing. Members are sorted by name, as Envoy prints them.
 */
export function compileJson(format: JsonValue): Compiled<(info: StreamInfo) => JsonValue> {
  if (typeof format === 'string') return compileJsonText(format);
  if (isJsonArray(format)) {
    const items = format.map(compileJson);
    const bad = items.find((item) => item.kind === 'unknown');
    if (bad) return bad;
    const fills = items.flatMap((item) => (item.kind === 'ok' ? [item.fill] : []));
    return { kind: 'ok', fill: (info) => fills.map((fillItem) => fillItem(info)) };
  }
  if (!isJsonObject(format)) return { kind: 'ok', fill: () => format };
  const members: [string, (info: StreamInfo) => JsonValue][] = [];
  for (const key of Object.keys(format).sort()) {
    const member = compileJson(format[key] ?? null);
    if (member.kind === 'unknown') return member;
    members.push([key, member.fill]);
  }
  return { kind: 'ok', fill: (info) => Object.fromEntries(members.map(([key, value]) => [key, value(info)])) };
}

function compileJsonText(format: string): Compiled<(info: StreamInfo) => JsonValue> {
  const pieces = piecesOf(format);
  if (!Array.isArray(pieces)) return pieces;
  const [only, ...others] = pieces;
  if (only === undefined || typeof only === 'string' || others.length > 0)
    return { kind: 'ok', fill: (info) => fill(pieces, info, '-') };
  return {
    kind: 'ok',
    fill: (info) => {
      const value = only.read(info);
      if (value === undefined || value === '') return null;
      return typeof value === 'string' && only.maxLength !== undefined ? value.slice(0, only.maxLength) : value;
    },
  };
}

function piecesOf(format: string): Piece[] | { readonly kind: 'unknown'; readonly operator: string } {
  const pieces: Piece[] = [];
  for (const part of parseFormat(format) ?? [undefined]) {
    if (part === undefined) return { kind: 'unknown', operator: format };
    if (part.kind === 'text') {
      pieces.push(part.text);
      continue;
    }
    const { name, argument, maxLength } = part;
    const read = operatorOf(name, argument);
    if (!read) return { kind: 'unknown', operator: `%${name}${argument === undefined ? '' : `(${argument})`}%` };
    pieces.push({ read, maxLength });
  }
  return pieces;
}

function fill(pieces: readonly Piece[], info: StreamInfo, missing: string): string {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else text += textOf(piece.read(info), piece.maxLength) || missing;
  }
  return text;
}

function textOf(value: JsonValue | undefined, maxLength: number | undefined): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return maxLength === undefined ? text : text.slice(0, maxLength);
}
