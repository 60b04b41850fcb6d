import type { CelExpr } from '../model/CelExpr.js';
import type { RequestContext } from '../model/RequestContext.js';
import { attribute } from './attributes.js';
import { callFunction } from './callFunction.js';
import { celError, celUnknown, isCelMap, isFatal, kindOf, type CelValue } from './CelValue.js';

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
  if (name === '_&&_') return logical(args, false, of);
  if (name === '_||_') return logical(args, true, of);
  const [condition, then, otherwise] = args;
  if (name === '_?_:_' && condition !== undefined && then !== undefined && otherwise !== undefined) {
    const decided = of(condition);
    if (typeof decided === 'boolean') return of(decided ? then : otherwise);
    return kindOf(decided) === undefined ? celError('no condition') : decided;
  }
  const values = args.map(of);
  if (name === 'matches' && then?.kind === 'const') return matchesConstant(values);
  return strict(values, (known) => callFunction(name, known));
}

/** `deciding` on either side decides, whatever the other is; what is behind it is not evaluated. */
function logical(args: readonly CelExpr[], deciding: boolean, of: (expr: CelExpr) => CelValue): CelValue {
  const values: CelValue[] = [];
  for (const arg of args) {
    const value = of(arg);
    if (value === deciding || isFatal(value)) return value;
    values.push(value);
  }
  const unknown = values.find((value) => kindOf(value) === 'unknown');
  return unknown ?? values.find((value) => value !== !deciding) ?? !deciding;
}

/** A pattern that is compiled ahead: anything but a text to match ends the evaluation (cel-cpp, eval/eval/regex_match_step.cc; measured). */
function matchesConstant(values: readonly CelValue[]): CelValue {
  const [subject = null] = values;
  if (typeof subject === 'string' || kindOf(subject) === 'unknown')
    return strict(values, (known) => callFunction('matches', known));
  return { kind: 'error', why: 'no text to match', fatal: true };
}

/** What is not known goes before an error; both pass through. */
function strict(values: readonly CelValue[], make: (values: readonly CelValue[]) => CelValue): CelValue {
  const fatal = values.find(isFatal);
  if (fatal !== undefined) return fatal;
  const unknown = values.find((value) => kindOf(value) === 'unknown');
  return unknown ?? values.find((value) => kindOf(value) === 'error') ?? make(values);
}
