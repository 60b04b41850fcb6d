import type { JsonValue } from '../../text/json/JsonValue.js';
import type { HttpFilter, HttpFilterConfig } from '../model/HttpFilter.js';
import { readExtension } from './Extension.js';
import { Message } from './Message.js';
import { parseHttpFilterConfig } from './parseHttpFilterConfig.js';
import { readAny } from './readAny.js';

/** `http_connection_manager.v3.HttpFilter`; with `config_discovery` its config is found by the filter's name (ECDS). */
export function parseHttpFilter(value: JsonValue, at: string): HttpFilter {
  const message = new Message(value, at);
  const extension = readExtension(message);
  const discovery = message.message('config_discovery');
  return {
    at,
    name: extension.name,
    typeUrl: extension.config.typeUrl,
    disabled: message.flag('disabled'),
    isOptional: message.flag('is_optional'),
    config: discovery ? discovered(extension.name, discovery) : parseHttpFilterConfig(extension),
  };
}

/** `core.v3.ExtensionConfigSource`. */
function discovered(configName: string, source: Message): HttpFilterConfig {
  const config = source.one('default_config', readAny);
  if (config === undefined) return { kind: 'ecds', configName };
  return { kind: 'ecds', configName, defaultConfig: parseHttpFilterConfig({ name: configName, config }) };
}
