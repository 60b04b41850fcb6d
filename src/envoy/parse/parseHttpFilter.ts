import type { JsonValue } from '../../text/json/JsonValue.js';
import type { HttpFilter, HttpFilterConfig } from '../model/HttpFilter.js';
import { readExtension } from './Extension.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { parseHttpFilterConfig } from './parseHttpFilterConfig.js';
import { readAny } from './readAny.js';

// Where the config comes from, and what may come.
const HARMLESS_DISCOVERY = fieldNames('config_source', 'type_urls', 'apply_default_config_without_warming');

/** `http_connection_manager.v3.HttpFilter`; with `config_discovery` its config is found by the filter's name (ECDS). */
export function parseHttpFilter(value: JsonValue, at: string): HttpFilter {
  const message = new Message(value, at);
  const extension = readExtension(message);
  const { typeUrl } = extension.config;
  const discovery = message.message('config_discovery')?.ignore(HARMLESS_DISCOVERY);
  const parsed = discovery ? discovered(extension.name, discovery) : parseHttpFilterConfig(extension);
  const disabled = message.flag('disabled');
  const isOptional = message.flag('is_optional');
  // With a field that is not known the filter as a whole stays unparsed.
  const config: HttpFilterConfig = message.unread().length === 0 ? parsed : { kind: 'unparsed', at, typeUrl, value };
  return { at, name: extension.name, typeUrl, disabled, isOptional, config };
}

/** `core.v3.ExtensionConfigSource`. */
function discovered(configName: string, source: Message): HttpFilterConfig {
  const config = source.one('default_config', readAny);
  if (config === undefined) return { kind: 'ecds', configName };
  return { kind: 'ecds', configName, defaultConfig: parseHttpFilterConfig({ name: configName, config }) };
}
