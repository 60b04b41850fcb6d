import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tools/paths.mjs';
import { SHOP_DUMP } from '../shop.mjs';

/** The host that the load asks for, among those of the shop's port 80. */
export const HOST = 'payments.pay.svc.cluster.local';
const LISTENER = '0.0.0.0_80';
const CLUSTER = `outbound|80||${HOST}`;

/**
 * The shop's frontend with one listener, HTTP on port 80, that is bound to `port` of the loopback by itself, and with the endpoints of
 * payments at `upstreamPort`. All its filters (but Lua, which is not supported), routes and access logs are as istiod made them.
 */
export function proxyDump(port, upstreamPort) {
  const dump = JSON.parse(readFileSync(join(ROOT, SHOP_DUMP), 'utf8'));
  const section = (type) => dump.configs.find((config) => config['@type'].endsWith(`.${type}`));
  const listeners = section('ListenersConfigDump');
  const entry = listeners.dynamic_listeners.find(({ name }) => name === LISTENER);
  const { listener } = entry.active_state;
  listener.address.socket_address = { address: '127.0.0.1', port_value: port };
  delete listener.bind_to_port;
  for (const chain of listener.filter_chains) {
    const { typed_config: manager } = chain.filters.at(-1);
    manager.http_filters = manager.http_filters.filter(({ typed_config: { '@type': type } }) => !type.includes('Lua'));
  }
  listeners.dynamic_listeners = [entry];
  listeners.static_listeners = [];
  const endpoints = section('EndpointsConfigDump').dynamic_endpoint_configs;
  const { endpoint_config: config } = endpoints.find(({ endpoint_config: { cluster_name: name } }) => name === CLUSTER);
  for (const { lb_endpoints: hosts } of config.endpoints) {
    for (const host of hosts) {
      host.endpoint.address.socket_address = { address: '127.0.0.1', port_value: upstreamPort };
      delete host.metadata;
    }
  }
  return JSON.stringify(dump);
}
