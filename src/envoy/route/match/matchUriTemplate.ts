import { compileRe2 } from '../../string/re2/compileRe2.js';

const PCHAR = "a-zA-Z0-9._~%!$&'()+,;:@=-";

/**
 * A URI template of `path_match_policy` (source/extensions/path/uri_template_lib/uri_template_internal.cc; measured) against a whole
 * path: the values of its variables by name, `false` when it does not match, `undefined` for a template that Envoy would refuse. At
 * the beginning of a segment `*` is one segment or the rest of one, not empty, and `**` anything, empty too; anywhere else a `*`
 * repeats the character before it, as in a regular expression. `{v}` is `{v=*}`; `{v=a/*}` binds what its pattern matches.
 */
export function matchUriTemplate(template: string, path: string): ReadonlyMap<string, string> | false | undefined {
  const names: string[] = [];
  const regex = toRegex(template, names);
  if (regex === false) return false;
  const re2 = regex === undefined ? undefined : compileRe2(regex);
  if (!re2 || 'error' in re2) return undefined;
  const groups = re2.groups(path);
  return groups && new Map(names.map((name, i) => [name, groups[i + 1] ?? '']));
}

/** `false`: an expression that Envoy compiles for each request, in vain (`a**`). */
function toRegex(template: string, names: string[]): string | false | undefined {
  let regex = '';
  for (const part of template.match(/\{[^}]*\}?|\/(?:\*\*|\*)?|[^{/]+/g) ?? []) {
    if (part.startsWith('{')) {
      const match = /^\{([a-zA-Z]\w*)(?:=([^}]+))?\}$/.exec(part);
      if (!match) return undefined;
      names.push(match[1] ?? '');
      regex += `(${(match[2] ?? '*').split('/').map(patternOf).join('/')})`;
    } else regex += part.startsWith('/') ? `/${patternOf(part.slice(1))}` : literal(part);
  }
  return /[^\]/]\*\*/.test(regex) ? false : regex;
}

function patternOf(piece: string): string {
  if (piece === '*') return `[${PCHAR}]+`;
  if (piece === '**') return `[/${PCHAR}]*`;
  return literal(piece);
}

/** What Envoy escapes of a literal; `*` is not among it. */
function literal(text: string): string {
  return text.replace(/[$().+]/g, '\\$&');
}
