import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { JwtAuthn, JwtRequirement, JwtRouteRequirement, JwtRule } from '../../model/filter/JwtAuthn.js';
import { fieldNames } from '../fieldNames.js';
import { Message } from '../Message.js';
import { parseRouteMatch } from '../parseRouteMatch.js';
import { parseJwtProvider } from './parseJwtProvider.js';

// Statistics.
const HARMLESS = fieldNames('stat_prefix');

/** `jwt_authn.v3.JwtAuthentication`. */
export function parseJwtAuthn(value: JsonValue, at: string): JwtAuthn {
  const message = new Message(value, at);
  return {
    kind: 'jwt_authn',
    at,
    providers: message.map('providers', parseJwtProvider),
    rules: message.messages('rules').map(readRule),
    requirements: message.map('requirement_map', parseRequirement),
    bypassCorsPreflight: message.flag('bypass_cors_preflight'),
    stripFailureResponse: message.flag('strip_failure_response'),
    unsupported: message.unread(HARMLESS),
  };
}

/** `jwt_authn.v3.PerRouteConfig`; `disabled` leaves the filter at work. */
export function parseJwtRouteRequirement(value: JsonValue, at: string): JwtRouteRequirement {
  const message = new Message(value, at);
  const disabled = message.flag('disabled');
  return { kind: 'jwt_authn', at, requirementName: disabled ? undefined : message.string('requirement_name') };
}

/** `RequirementRule`. */
function readRule(rule: Message): JwtRule {
  const { at } = rule;
  const name = rule.string('requirement_name');
  const requirement = rule.one('requires', parseRequirement) ?? { at, kind: 'nothing' as const };
  return {
    at,
    match: rule.one('match', parseRouteMatch) ?? parseRouteMatch({}, at),
    requirement: name === '' ? requirement : name,
  };
}

const REQUIREMENTS = [
  'provider_name',
  'provider_and_audiences',
  'requires_any',
  'requires_all',
  'allow_missing_or_failed',
  'allow_missing',
] as const;

/** `JwtRequirement`. */
function parseRequirement(value: JsonValue, at: string): JwtRequirement {
  const message = new Message(value, at);
  const kind = message.first(...REQUIREMENTS);
  switch (kind) {
    case undefined: {
      const [field] = message.unread();
      return field === undefined ? { at, kind: 'nothing' } : { at, kind: 'unsupported', field };
    }
    case 'provider_name':
      return { at, kind: 'provider', name: message.string(kind), audiences: [] };
    case 'provider_and_audiences': {
      const provider = message.message(kind);
      const audiences = provider?.strings('audiences') ?? [];
      return { at, kind: 'provider', name: provider?.string('provider_name') ?? '', audiences };
    }
    case 'requires_any':
    case 'requires_all':
      return { at, kind, requirements: message.message(kind)?.many('requirements', parseRequirement) ?? [] };
    case 'allow_missing':
    case 'allow_missing_or_failed':
      return { at, kind };
  }
}
