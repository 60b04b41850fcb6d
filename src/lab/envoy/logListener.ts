import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import { accessLogger, type AccessLogOwner } from './accessLogFormat.js';
import type { ProxyPaths } from './ProxyFiles.js';
import { textIn } from './textIn.js';

const MANAGER = '.HttpConnectionManager';
const TCP_PROXY = '.TcpProxy';

/** A listener (v3) whose own access logs, and those of its connection managers and TCP proxies, are replaced by ours. */
export function logListener(listener: JsonObject, paths: ProxyPaths): JsonObject {
  const name = textIn(listener.name);
  const chain = (value: JsonValue): JsonValue => (isJsonObject(value) ? logChain(value, name, paths) : value);
  return {
    ...listener,
    access_log: [accessLogger(paths, { log: 'listener', listener: name, chain: '', stat_prefix: '' })],
    ...(isJsonArray(listener.filter_chains) ? { filter_chains: listener.filter_chains.map(chain) } : {}),
    ...(listener.default_filter_chain === undefined
      ? {}
      : { default_filter_chain: chain(listener.default_filter_chain) }),
  };
}

function logChain(chain: JsonObject, listener: string, paths: ProxyPaths): JsonObject {
  if (!isJsonArray(chain.filters)) return chain;
  const owner = { listener, chain: textIn(chain.name) };
  return {
    ...chain,
    filters: chain.filters.map((filter) => (isJsonObject(filter) ? logFilter(filter, owner, paths) : filter)),
  };
}

function logFilter(
  filter: JsonObject,
  owner: Pick<AccessLogOwner, 'listener' | 'chain'>,
  paths: ProxyPaths,
): JsonObject {
  const config = filter.typed_config;
  if (!isJsonObject(config)) return filter;
  const type = textIn(config['@type']);
  const log = type.endsWith(MANAGER) ? 'http' : type.endsWith(TCP_PROXY) ? 'tcp' : undefined;
  if (log === undefined) return filter;
  const logger = accessLogger(paths, { ...owner, log, stat_prefix: textIn(config.stat_prefix) });
  return { ...filter, typed_config: { ...config, access_log: [logger] } };
}
