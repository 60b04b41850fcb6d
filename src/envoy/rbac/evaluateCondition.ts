import type { Criterion } from '../../logic/Criterion.js';
import { truthOf } from '../../logic/Truth.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Unparsed } from '../model/Unparsed.js';

/** `Policy.condition`, a CEL expression (`google.api.expr.v1alpha1.Expr`): not evaluated, unless it is a constant. */
export function evaluateCondition({ value }: Unparsed): Criterion {
  const about = { name: 'condition', expected: 'true' };
  const constant = field(field(value, 'const_expr', 'constExpr'), 'bool_value', 'boolValue');
  if (typeof constant === 'boolean') return { ...about, got: String(constant), truth: truthOf(constant) };
  return { ...about, got: 'not known', truth: 'unknown', note: 'a CEL condition is not evaluated' };
}

function field(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => names.includes(name))?.[1];
}
