import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Permission } from '../model/Rbac.js';
import { Message } from './Message.js';
import { parseCidrRange } from './parseCidrRange.js';
import { parseHeaderMatcher } from './parseHeaderMatcher.js';
import { parseMetadataMatcher } from './parseMetadataMatcher.js';
import { parsePathMatcher, parseSourcedMetadata } from './parseRbacMatchers.js';
import { parseStringMatcher } from './parseStringMatcher.js';

const RULES = [
  'any',
  'and_rules',
  'or_rules',
  'not_rule',
  'header',
  'url_path',
  'destination_ip',
  'destination_port',
  'destination_port_range',
  'metadata',
  'sourced_metadata',
  'requested_server_name',
] as const;

/** `config.rbac.v3.Permission`. */
export function parsePermission(value: JsonValue, at: string): Permission {
  const message = new Message(value, at);
  const permission = readRule(message);
  const [unread] = message.unread();
  if (unread === undefined && permission) return permission;
  return { at, kind: 'unsupported', field: unread ?? message.first(...RULES) ?? 'rule' };
}

function readRule(message: Message): Permission | undefined {
  const { at } = message;
  const rule = message.first(...RULES);
  switch (rule) {
    case undefined:
      return undefined;
    case 'any':
      return { at, kind: rule, any: message.flag(rule) };
    case 'and_rules':
    case 'or_rules':
      return { at, kind: rule, rules: message.message(rule)?.many('rules', parsePermission) ?? [] };
    case 'not_rule': {
      const negated = message.one(rule, parsePermission);
      return negated && { at, kind: rule, rule: negated };
    }
    case 'header': {
      const header = message.one(rule, parseHeaderMatcher);
      return header && { at, kind: rule, header };
    }
    case 'url_path': {
      const path = message.one(rule, parsePathMatcher);
      return path && { at, kind: rule, path };
    }
    case 'destination_ip': {
      const cidr = message.one(rule, parseCidrRange);
      return cidr && { at, kind: rule, cidr };
    }
    case 'destination_port': {
      const port = message.number(rule);
      return port === undefined ? undefined : { at, kind: rule, port };
    }
    case 'destination_port_range': {
      const range = message.message(rule);
      return { at, kind: rule, start: range?.number('start') ?? 0, end: range?.number('end') ?? 0 };
    }
    case 'metadata': {
      const metadata = message.one(rule, parseMetadataMatcher);
      return metadata && { at, kind: rule, metadata };
    }
    case 'sourced_metadata': {
      const metadata = message.one(rule, parseSourcedMetadata);
      return metadata && { at, kind: 'metadata', metadata };
    }
    case 'requested_server_name': {
      const matcher = message.one(rule, parseStringMatcher);
      return matcher && { at, kind: rule, matcher };
    }
  }
}
