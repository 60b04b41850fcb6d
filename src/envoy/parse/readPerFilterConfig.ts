import type { PerFilterConfig } from '../model/HttpFilter.js';
import type { Unparsed } from '../model/Unparsed.js';
import { extensionKind, type ExtensionKind } from './Extension.js';
import { fieldNames } from './fieldNames.js';
import { parseFilterOverride } from './filter/parseFilterOverride.js';
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
  const configs = [...message.map('per_filter_config', readAny), ...message.map('typed_per_filter_config', readAny)];
  return new Map(configs.map(([name, config]) => [name, readEntry(name, config)]));
}

// Whether a proxy that does not know the filter would refuse the route.
const HARMLESS = fieldNames('is_optional');

/** One entry, unwrapped from `route.v3.FilterConfig`. */
function readEntry(name: string, config: Unparsed): PerFilterConfig {
  const { at } = config;
  if (config.typeUrl !== WRAPPER) return { at, disabled: false, config: parseConfig(name, config) };
  const wrapper = new Message(config.value, at);
  const inner = wrapper.one('config', readAny);
  const disabled = wrapper.flag('disabled');
  if (wrapper.unread(HARMLESS).length > 0) return { at, disabled: false, config };
  return { at, disabled, ...(inner && { config: parseConfig(name, inner) }) };
}

function parseConfig(name: string, config: Unparsed): NonNullable<PerFilterConfig['config']> {
  const kind = extensionKind({ name, config }, KINDS);
  switch (kind) {
    case undefined: {
      const override = parseFilterOverride({ name, config });
      return override ? { kind: 'per_route', override } : config;
    }
    case 'fault':
      return { kind, fault: parseHttpFault(config.value, config.at) };
    case 'cors':
      return { kind, cors: parseCorsPolicy(config.value, config.at) };
    case 'rbac': {
      const message = new Message(config.value, config.at);
      const rbac = message.one('rbac', parseRbac);
      return message.unread().length > 0 ? config : { kind, rbac };
    }
  }
}
