import { JSONPath } from 'jsonpath-plus';
import { ExitCode } from '../../text/ExitCode.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import { UserError } from '../../text/UserError.js';

/**
 * What a path selects in `value`: `.a.b`, `a.b`, `[*].a`, `@.a`, `$..a`; `.` is the value itself. Filters are evaluated by
 * jsonpath-plus's own interpreter, which can call nothing.
 *
 * @throws UserError (exit 2) for what is no path.
 */
export function evaluatePath(path: string, value: JsonValue): readonly JsonValue[] {
  const full = fromRoot(path.trim());
  if (full === '$') return [value];
  if (typeof value !== 'object' || value === null) return [];
  try {
    const found: unknown = JSONPath({ path: full, json: value, wrap: true, eval: 'safe', ignoreEvalErrors: false });
    return Array.isArray(found) ? (found as readonly JsonValue[]) : [];
  } catch (cause) {
    throw new UserError(
      `no jsonpath ${JSON.stringify(path)}: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        where: '-o',
        hint: "For example '{[*].name}' or '{range [*]}{.name}{\"\\n\"}{end}'.",
        exitCode: ExitCode.usage,
        cause,
      },
    );
  }
}

/** kubectl lets the root out, writes `.` for the value itself and a dot before brackets. */
function fromRoot(path: string): string {
  const rest = path.replace(/^[$@]/, '');
  if (rest === '' || rest === '.') return '$';
  const dotted = rest.startsWith('.') || rest.startsWith('[') ? rest : `.${rest}`;
  return `$${dotted.replace(/^\.\[/, '[')}`;
}
