import type { Criterion } from '../../logic/Criterion.js';
import { truthOf } from '../../logic/Truth.js';
import { evaluateCel } from '../cel/evaluateCel.js';
import { inputsOfCel } from '../cel/inputsOfCel.js';
import { kindOf, type CelValue } from '../cel/CelValue.js';
import type { CelExpr } from '../model/CelExpr.js';
import type { RequestContext } from '../model/RequestContext.js';

/**
 * `Policy.condition`, an expression of CEL (filters/common/rbac/matchers.cc, PolicyMatcher): true, or the policy does not match; an error is
 * not true (filters/common/expr/evaluator.cc, matches).
 */
export function evaluateCondition(condition: CelExpr, context: RequestContext): Criterion {
  const about = { name: ['condition', ...inputsOfCel(condition)].join(' and '), expected: 'true' };
  const value = evaluateCel(condition, context);
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'unknown')
    return { ...about, got: 'not known', truth: 'unknown', note: `condition: ${value.what}` };
  return { ...about, got: describe(value), truth: truthOf(value === true) };
}

function describe(value: CelValue): string {
  if (typeof value === 'boolean') return String(value);
  return kindOf(value) === 'error' ? 'an error' : 'no boolean';
}
