import type { CelExpr } from '../model/CelExpr.js';
import type { RequestContext } from '../model/RequestContext.js';
import { attribute } from './attributes.js';
import { callFunction } from './callFunction.js';
import { celError, celUnknown, isCelMap, kindOf, type CelValue } from './CelValue.js';

/** The value of an expression for a request (source/extensions/filters/common/expr/evaluator.cc; cel-cpp, eval/). */
export function evaluateCel(expr: CelExpr, context: RequestContext): CelValue {
  const of = (one: CelExpr): CelValue => evaluateCel(one, context);
  switch (expr.kind) {
    case 'const':
      return expr.value;
    case 'ident':
      return attribute(expr.name, context) ?? celError(`no ${expr.name}`);
    case 'select': {
      const operand = of(expr.operand);
      const kind = kindOf(operand);
      if (kind === 'error' || kind === 'unknown') return operand;
      if (!isCelMap(operand)) return celError('no member');
      const value = operand.get(expr.field);
      return expr.testOnly ? value !== undefined : (value ?? celError(`no ${expr.field}`));
    }
    case 'list':
      return strict(expr.elements.map(of), (values) => values);
    case 'call':
      return call(expr.function, expr.args, of);
    case 'unsupported':
      return celUnknown(`${expr.field} of CEL`);
  }
}

function call(name: string, args: readonly CelExpr[], of: (expr: CelExpr) => CelValue): CelValue {
  if (name === '_&&_') return logical(args.map(of), false);
  if (name === '_||_') return logical(args.map(of), true);
  const [condition, then, otherwise] = args;
  if (name === '_?_:_' && condition !== undefined && then !== undefined && otherwise !== undefined) {
    const decided = of(condition);
    if (typeof decided === 'boolean') return of(decided ? then : otherwise);
    return kindOf(decided) === undefined ? celError('no condition') : decided;
  }
  return strict(args.map(of), (values) => callFunction(name, values));
}

/** `deciding` on either side decides, whatever the other is. */
function logical(values: readonly CelValue[], deciding: boolean): CelValue {
  if (values.includes(deciding)) return deciding;
  const unknown = values.find((value) => kindOf(value) === 'unknown');
  return unknown ?? values.find((value) => value !== !deciding) ?? !deciding;
}

/** What is not known goes before an error; both pass through. */
function strict(values: readonly CelValue[], make: (values: readonly CelValue[]) => CelValue): CelValue {
  const unknown = values.find((value) => kindOf(value) === 'unknown');
  return unknown ?? values.find((value) => kindOf(value) === 'error') ?? make(values);
}
