import { resolvesToString } from './resolvesToString.js';

/** How go-yaml writes a scalar. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal';

const BREAK = /[\r\n\u0085\u2028\u2029]/;

/**
 * What must be escaped: to go-yaml the tab, other control characters and all beyond U+FFFF; here also whatever could act on
 * a terminal (see `safeText`).
 */
const UNPRINTABLE =
  /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufff8\ufffc\ufffd]|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f]/;

const INDICATORS =
  /^(?:---|\.\.\.)|^[#,[\]{}&*!|>'"%@`]|^[?:](?:[ \t]|$)|^-(?:[ \t]|$)|.:(?:[ \t]|$)|[ \t\r\n\u0085\u2028\u2029\0]#/s;

/** Whether the text has a line break anywhere. */
export function isMultiline(text: string): boolean {
  return BREAK.test(text);
}

/**
 * The style of a string. Source: go-yaml v2, encode.go stringv and emitterc.go, yaml_emitter_analyze_scalar and
 * yaml_emitter_select_scalar_style.
 *
 * @param isSimpleKey It is a key that stands on one line with its value.
 */
export function stringStyle(text: string, isSimpleKey: boolean): ScalarStyle {
  const wanted = wantedStyle(text);
  if (isSimpleKey && isMultiline(text)) return 'double-quoted';
  if (wanted === 'double-quoted') return wanted;
  const isSpecial = UNPRINTABLE.test(text) || / [\r\n\u0085\u2028\u2029]/.test(text);
  if (wanted === 'literal') return isSpecial || text.endsWith(' ') || isSimpleKey ? 'double-quoted' : 'literal';
  if (isSpecial || /[\r\n\u0085\u2028\u2029] /.test(text)) return 'double-quoted';
  return isPlainAllowed(text) ? 'plain' : 'single-quoted';
}

function wantedStyle(text: string): 'plain' | 'double-quoted' | 'literal' {
  if (text.includes('\n')) return 'literal';
  return resolvesToString(text) ? 'plain' : 'double-quoted';
}

function isPlainAllowed(text: string): boolean {
  return !isMultiline(text) && !text.startsWith(' ') && !text.endsWith(' ') && !INDICATORS.test(text);
}
