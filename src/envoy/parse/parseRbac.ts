import { compareBytes } from '../../text/compareBytes.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import type { CelExpr } from '../model/CelExpr.js';
import type { Rbac, RbacPolicy, RbacRules } from '../model/Rbac.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseCelExpr } from './parseCelExpr.js';
import { parseMatcherTree } from './parseMatcherTree.js';
import { parsePermission } from './parsePermission.js';
import { parsePrincipal } from './parsePrincipal.js';

// Statistics; when a network filter looks, and how soon it closes: neither changes what it decides.
const HARMLESS = fieldNames(
  'stat_prefix',
  'rules_stat_prefix',
  'track_per_rule_stats',
  'enforcement_type',
  'delay_deny',
);

/** `rbac.v3.RBAC` of the HTTP and of the network filter. */
export function parseRbac(value: JsonValue, at: string): Rbac {
  const message = new Message(value, at);
  const rules = message.message('rules');
  const matcher = message.one('matcher', parseMatcherTree);
  const shadowRules = message.message('shadow_rules');
  const shadowMatcher = message.one('shadow_matcher', parseMatcherTree);
  return {
    at,
    ...(rules && { rules: readRbacRules(rules) }),
    ...(matcher && { matcher }),
    ...(shadowRules && { shadowRules: readRbacRules(shadowRules) }),
    ...(shadowMatcher && { shadowMatcher }),
    shadowRulesStatPrefix: message.string('shadow_rules_stat_prefix'),
    unsupported: message.unread(HARMLESS),
  };
}

// Logs of what was decided.
const HARMLESS_RULES = fieldNames('audit_logging_options');

/** `config.rbac.v3.RBAC`. */
function readRbacRules(rules: Message): RbacRules {
  const policies = rules.ignore(HARMLESS_RULES).map('policies', (value, at) => ({ value, at }));
  return {
    at: rules.at,
    action: rules.choice('action', ['ALLOW', 'DENY', 'LOG']),
    policies: [...policies]
      .map(([name, { value, at }]) => parseRbacPolicy(name, value, at))
      .toSorted((a, b) => compareBytes(a.name, b.name)),
  };
}

// How a condition is evaluated, once there is one; a checked one is not looked at (measured).
const HARMLESS_POLICY = fieldNames('cel_config', 'checked_condition');

/** `config.rbac.v3.Policy`. A field that is not known is a condition that is not understood. */
function parseRbacPolicy(name: string, value: JsonValue, at: string): RbacPolicy {
  const message = new Message(value, at);
  const permissions = message.many('permissions', parsePermission);
  const principals = message.many('principals', parsePrincipal);
  const condition = message.one('condition', parseCelExpr);
  const [field] = message.unread(HARMLESS_POLICY);
  return {
    at,
    name,
    permissions,
    principals,
    ...(field === undefined ? condition && { condition } : { condition: unsupported(field, at) }),
  };
}

function unsupported(field: string, at: string): CelExpr {
  return { at, kind: 'unsupported', field };
}
