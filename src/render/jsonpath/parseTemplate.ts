import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** A piece of kubectl's jsonpath template. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'range'; readonly path: string; readonly body: readonly TemplateNode[] };

/** Braces with what is in them: quoted texts may hold braces. */
const ACTION = /\{((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^{}"'])*)\}/y;

/**
 * Reads kubectl's jsonpath: text, `{.path}`, `{"text"}`, `{range .path}…{end}`. What has no braces at all is one path.
 *
 * @throws UserError (exit 2) where the template makes no sense.
 */
export function parseTemplate(template: string): readonly TemplateNode[] {
  if (!template.includes('{')) return [{ kind: 'path', path: template }];
  const root: TemplateNode[] = [];
  const open: { readonly path: string; readonly body: TemplateNode[] }[] = [];
  for (let i = 0; i < template.length;) {
    const body = open.at(-1)?.body ?? root;
    const brace = template.indexOf('{', i);
    if (brace !== i) {
      const end = brace < 0 ? template.length : brace;
      body.push({ kind: 'text', text: template.slice(i, end) });
      i = end;
      continue;
    }
    ACTION.lastIndex = i;
    const [whole, inner] = ACTION.exec(template) ?? [];
    if (whole === undefined || inner === undefined) throw invalid(template, `the brace at ${i + 1} is not closed`);
    i += whole.length;
    const action = inner.trim();
    const range = /^range\s+(.*)$/s.exec(action)?.[1];
    if (range !== undefined) open.push({ path: range, body: [] });
    else if (action === 'end') {
      const closed = open.pop();
      if (!closed) throw invalid(template, '{end} without {range}');
      (open.at(-1)?.body ?? root).push({ kind: 'range', ...closed });
    } else body.push(parseAction(action, template));
  }
  if (open.length > 0) throw invalid(template, '{range} without {end}');
  return root;
}

function parseAction(action: string, template: string): TemplateNode {
  const quote = action.charAt(0);
  if (quote !== '"' && quote !== "'") return { kind: 'path', path: action };
  if (action.length < 2 || !action.endsWith(quote)) throw invalid(template, `${action} is no text`);
  return { kind: 'text', text: unescape(action.slice(1, -1)) };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_whole, character: string) => ESCAPES[character] ?? character);
}

function invalid(template: string, why: string): UserError {
  return new UserError(`jsonpath ${JSON.stringify(template)}: ${why}`, { where: '-o', exitCode: ExitCode.usage });
}
