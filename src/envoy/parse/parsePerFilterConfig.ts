import type { PerFilterConfig } from '../model/HttpFilter.js';
import type { Unparsed } from '../model/Unparsed.js';
import { extensionKind, type ExtensionKind } from './Extension.js';
import { NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';
import { parseCorsPolicy } from './parseCorsPolicy.js';
import { parseHttpFault } from './parseHttpFault.js';
import { parseRbac } from './parseRbac.js';
import { readAny } from './readAny.js';

const WRAPPER = 'envoy.config.route.v3.FilterConfig';

const KINDS: readonly ExtensionKind<'fault' | 'rbac' | 'cors'>[] = [
  { kind: 'fault', message: 'HTTPFault', names: ['envoy.filters.http.fault', 'envoy.fault'] },
  { kind: 'rbac', message: 'RBACPerRoute', names: ['envoy.filters.http.rbac'] },
  { kind: 'cors', message: 'CorsPolicy', names: ['envoy.filters.http.cors', 'envoy.cors'] },
];

/** `typed_per_filter_config`, and v2's `per_filter_config`, by the filter's configured name. */
export function readPerFilterConfig(message: Message): ReadonlyMap<string, PerFilterConfig> {
  return new Map([...readMap(message, 'per_filter_config'), ...readMap(message, 'typed_per_filter_config')]);
}

function readMap(message: Message, name: string): ReadonlyMap<string, PerFilterConfig> {
  // The key is an input, as configs without type go by the filter's name.
  return new Map([...message.map(name, readAny)].map(([key, config]) => [key, parsePerFilterConfig(key, config)]));
}

/** One entry, unwrapped from `route.v3.FilterConfig`. */
function parsePerFilterConfig(name: string, config: Unparsed): PerFilterConfig {
  if (config.typeUrl !== WRAPPER) return { at: config.at, disabled: false, config: parseConfig(name, config) };
  const wrapper = new Message(config.value, config.at);
  const inner = wrapper.one('config', readAny);
  return {
    at: config.at,
    disabled: wrapper.flag('disabled'),
    ...(inner && { config: parseConfig(name, inner) }),
  };
}

function parseConfig(name: string, config: Unparsed): NonNullable<PerFilterConfig['config']> {
  const kind = extensionKind({ name, config }, KINDS);
  switch (kind) {
    case undefined:
      return config;
    case 'fault':
      return { kind, fault: parseHttpFault(config.value, config.at) };
    case 'cors':
      return { kind, cors: parseCorsPolicy(config.value, config.at) };
    case 'rbac': {
      const message = new Message(config.value, config.at);
      const rbac = message.one('rbac', parseRbac);
      return message.unread(NO_FIELDS).length > 0 ? config : { kind, rbac };
    }
  }
}
