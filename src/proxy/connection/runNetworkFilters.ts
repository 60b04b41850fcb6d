import { setFilterState } from '../../envoy/http/filter/setFilterState.js';
import type { Rbac } from '../../envoy/model/Rbac.js';
import { networkContext } from '../../envoy/network/networkContext.js';
import { evaluateRbac } from '../../envoy/rbac/evaluateRbac.js';
import { evaluateRbacMatcher } from '../../envoy/rbac/evaluateRbacMatcher.js';
import { serveHttp } from '../http/serveHttp.js';
import type { ProxyCore } from '../ProxyCore.js';
import { serveTcp } from '../tcp/serveTcp.js';
import type { ClientConnection } from './ClientConnection.js';

/** Runs a chain's network filters in order, up to the one that ends it (connection manager or TCP proxy). */
export function runNetworkFilters(core: ProxyCore, client: ClientConnection): void {
  let current = client;
  for (const filter of client.chain.filters) {
    const { config } = filter;
    switch (config.kind) {
      case 'http_connection_manager': {
        serveHttp(core, current, config);
        return;
      }
      case 'tcp_proxy': {
        serveTcp(core, current, config);
        return;
      }
      case 'rbac':
        current.end.details = denialOf(core, current, config.rbac) ?? '';
        if (current.end.details !== '') {
          refuse(core, current);
          return;
        }
        break;
      case 'set_filter_state': {
        const context = {
          ...networkContext(current.inspected, current.tls, current.peer, core.config),
          filterState: current.filterState,
        };
        current = { ...current, filterState: setFilterState(config.values, context).filterState };
        break;
      }
      case 'sni_cluster':
        current = withSniCluster(current);
        break;
      case 'unparsed':
        // Passed over when the configuration was checked.
        break;
    }
  }
  // A chain without filters closes at once (measured).
  client.socket.destroy();
}

/** `envoy.filters.network.rbac`: why the connection is closed; undefined: it is allowed. */
function denialOf(core: ProxyCore, client: ClientConnection, rbac: Rbac): string | undefined {
  if (rbac.matcher === undefined && rbac.rules === undefined) return undefined;
  const input = {
    ...networkContext(client.inspected, client.tls, client.peer, core.config),
    filterState: client.filterState,
  };
  const { value, unknown } =
    rbac.matcher === undefined
      ? evaluateRbac(rbac.rules ?? { at: rbac.at, action: 'ALLOW', policies: [] }, input)
      : evaluateRbacMatcher(rbac.matcher, input);
  if (value === undefined) core.note(`not decided: ${unknown ?? 'network RBAC'}`);
  if (value?.allowed === true) return undefined;
  return `rbac_access_denied_matched_policy[${value?.policy ?? 'none'}]`.replaceAll(' ', '_');
}

/** Denied connections are told by the listener's log and, where the chain has one, the tcp_proxy's. */
function refuse(core: ProxyCore, client: ClientConnection): void {
  const proxy = client.chain.filters.find(({ config }) => config.kind === 'tcp_proxy');
  if (proxy?.config.kind === 'tcp_proxy') serveTcp(core, client, proxy.config);
  else client.socket.destroy();
}

/** `sni_cluster`: the SNI names the cluster of a tcp_proxy; without one the tcp_proxy's own stays (sni_cluster.cc). */
function withSniCluster(client: ClientConnection): ClientConnection {
  const { serverName } = client.inspected;
  if (serverName === '') return client;
  return { ...client, filterState: new Map([...client.filterState, ['envoy.tcp_proxy.cluster', serverName]]) };
}
