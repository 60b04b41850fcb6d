import { compileRe2 } from '../../string/re2/compileRe2.js';

const PCHAR = "a-zA-Z0-9._~%!$&'()+,;:@=-";

/**
 * A URI template of `path_match_policy` (source/extensions/path/uri_template_lib/uri_template_internal.cc) against a whole path:
 * the values of its variables by name, `false` when it does not match, `undefined` for a template that Envoy would refuse. `*` and
 * `{v}` are one segment or the rest of one, not empty; `**` is anything, empty too; `{v=a/*}` binds what its pattern matches.
 */
export function matchUriTemplate(template: string, path: string): ReadonlyMap<string, string> | false | undefined {
  const names: string[] = [];
  const regex = toRegex(template, names);
  const re2 = regex === undefined ? undefined : compileRe2(regex);
  if (!re2 || 'error' in re2) return undefined;
  const groups = re2.groups(path);
  return groups && new Map(names.map((name, i) => [name, groups[i + 1] ?? '']));
}

function toRegex(template: string, names: string[]): string | undefined {
  let regex = '';
  for (const part of template.match(/\{[^}]*\}?|\*\*|\*|[^{*]+/g) ?? []) {
    if (!part.startsWith('{')) {
      regex += patternOf(part);
      continue;
    }
    const match = /^\{([a-zA-Z]\w*)(?:=([^}]+))?\}$/.exec(part);
    if (!match) return undefined;
    names.push(match[1] ?? '');
    const pieces = (match[2] ?? '*').match(/\*\*|\*|[^*]+/g) ?? [];
    regex += `(${pieces.map(patternOf).join('')})`;
  }
  return regex;
}

function patternOf(part: string): string {
  if (part === '*') return `[${PCHAR}]+`;
  if (part === '**') return `[/${PCHAR}]*`;
  return part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
}
