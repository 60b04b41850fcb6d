import type { JsonValue } from '../../text/json/JsonValue.js';
import type { NetworkFilter, NetworkFilterConfig } from '../model/NetworkFilter.js';
import { extensionKind, readExtension, type Extension, type ExtensionKind } from './Extension.js';
import { Message } from './Message.js';
import { parseHttpConnectionManager } from './parseHttpConnectionManager.js';
import { parseRbac } from './parseRbac.js';
import { readFilterStateValues } from './parseFilterStateValue.js';
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
  // A config that is discovered (ECDS) is not in the filter: it stays unparsed, as the filter itself.
  const discovered = message.has('config_discovery');
  const config = discovered ? { ...extension.config, value } : parseConfig(extension);
  return { at, name: extension.name, typeUrl: extension.config.typeUrl, config };
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
