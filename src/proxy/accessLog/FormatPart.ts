/** A piece of a format string. */
export type FormatPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'operator';
      readonly name: string;
      /** Without its parentheses; undefined where there are none. */
      readonly argument: string | undefined;
      /** `:Z`: how many characters at most. */
      readonly maxLength: number | undefined;
    };

const PIECE = /%%|%([A-Z0-9_]+)(?:\(([^)]*(?:\)[^%:][^)]*)*)\))?(?::(\d+))?%|[^%]+|%/g;

/**
 * Cuts a format string (source/common/formatter/substitution_formatter.cc) into texts and operators, `%%` being a percent
 * sign. A percent sign that begins no operator gives `undefined`, as Envoy refuses the format then.
 */
export function parseFormat(format: string): readonly FormatPart[] | undefined {
  const parts: FormatPart[] = [];
  for (const [piece, name, argument, length] of format.matchAll(PIECE)) {
    if (piece === '%') return undefined;
    if (name === undefined) parts.push({ kind: 'text', text: piece === '%%' ? '%' : piece });
    else parts.push({ kind: 'operator', name, argument, maxLength: length === undefined ? undefined : Number(length) });
  }
  return parts;
}
