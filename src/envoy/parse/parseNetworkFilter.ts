import type { JsonValue } from '../../text/json/JsonValue.js';
import type { NetworkFilter, NetworkFilterConfig } from '../model/NetworkFilter.js';
import { extensionKind, readExtension, type Extension, type ExtensionKind } from './Extension.js';
import { Message } from './Message.js';
import { parseHttpConnectionManager } from './parseHttpConnectionManager.js';
import { parseRbac } from './parseRbac.js';
import { readFilterStateValues } from './readFilterStateValues.js';
import { parseTcpProxy } from './parseTcpProxy.js';

type ModelledKind = Exclude<NetworkFilterConfig['kind'], 'unparsed'>;

const KINDS: readonly ExtensionKind<ModelledKind>[] = [
  {
    kind: 'http_connection_manager',
    message: 'HttpConnectionManager',
    names: ['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager'],
  },
  { kind: 'tcp_proxy', message: 'TcpProxy', names: ['envoy.filters.network.tcp_proxy', 'envoy.tcp_proxy'] },
  { kind: 'rbac', message: 'RBAC', package: 'rbac', names: ['envoy.filters.network.rbac'] },
  { kind: 'sni_cluster', message: 'SniCluster', names: ['envoy.filters.network.sni_cluster'] },
  {
    kind: 'set_filter_state',
    message: 'Config',
    package: 'set_filter_state',
    names: ['envoy.filters.network.set_filter_state'],
  },
];

/** `config.listener.v3.Filter`. */
export function parseNetworkFilter(value: JsonValue, at: string): NetworkFilter {
  const message = new Message(value, at);
  const extension = readExtension(message);
  const { typeUrl } = extension.config;
  // A config that is discovered (ECDS), or a field that is not known: the filter as a whole stays unparsed.
  const config: NetworkFilterConfig =
    message.unread().length === 0 ? parseConfig(extension) : { kind: 'unparsed', at, typeUrl, value };
  return { at, name: extension.name, typeUrl, config };
}

function parseConfig(extension: Extension): NetworkFilterConfig {
  const { config } = extension;
  const kind = extensionKind(extension, KINDS);
  switch (kind) {
    case undefined:
      return config;
    case 'http_connection_manager':
      return parseHttpConnectionManager(config.value, config.at);
    case 'tcp_proxy':
      return parseTcpProxy(config.value, config.at);
    case 'rbac':
      return { kind, rbac: parseRbac(config.value, config.at) };
    case 'sni_cluster':
      return { kind };
    case 'set_filter_state': {
      const values = readFilterStateValues(config, 'on_new_connection');
      return values ? { kind, values } : config;
    }
  }
}
