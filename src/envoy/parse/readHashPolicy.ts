import type { HashPolicy } from '../model/RouteAction.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';

const SPECIFIERS = ['header', 'cookie', 'connection_properties', 'query_parameter', 'filter_state'] as const;

// How the input is turned into a number; what the cookie that Envoy makes looks like.
const HARMLESS = fieldNames('regex_rewrite', 'ttl', 'path', 'attributes');

/** `RouteAction.HashPolicy`. */
export function readHashPolicy(policy: Message): HashPolicy {
  const { at } = policy;
  const kind = policy.first(...SPECIFIERS);
  const specifier = kind && policy.message(kind)?.ignore(HARMLESS);
  const terminal = policy.flag('terminal');
  if (kind === undefined || specifier === undefined) {
    return {
      at,
      kind: 'unsupported',
      name: policy.unread()[0] ?? 'policy_specifier',
      terminal,
      generatesCookie: false,
    };
  }
  return { at, kind, name: inputName(specifier), terminal, generatesCookie: kind === 'cookie' && specifier.has('ttl') };
}

function inputName(specifier: Message): string {
  const name = specifier.first('header_name', 'name', 'key');
  if (name !== undefined) return specifier.string(name);
  return specifier.flag('source_ip') ? 'source_ip' : '';
}
