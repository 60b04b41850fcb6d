import type { Rule } from '../../model/Rule.js';

/** The kernel's TRACE coordinate of a rule: `nat:ISTIO_OUTPUT:rule:2`. */
export function ruleCoordinate(rule: Rule): string {
  return `${rule.table}:${rule.chain}:rule:${rule.index}`;
}
