import { describe, expect, test } from 'vitest';
import { fixed, listener, tcp } from './dump.js';
import { verdict, world } from './harness.js';
import { proxyOfA, shop } from './shopOfTwo.js';

type Json = Readonly<Record<string, unknown>>;

const TYPE = 'type.googleapis.com/envoy.extensions';
const PASSES = {
  transport_socket: {
    name: 'internal_upstream',
    typed_config: {
      '@type': `${TYPE}.transport_sockets.internal_upstream.v3.InternalUpstreamTransport`,
      transport_socket: {
        name: 'raw',
        typed_config: { '@type': `${TYPE}.transport_sockets.raw_buffer.v3.RawBuffer` },
      },
    },
  },
};

/** Filter state that would lead a tcp_proxy to a cluster that is not there. */
function sets(shared: string | undefined): Json {
  const value = {
    object_key: 'envoy.tcp_proxy.cluster',
    format_string: { text_format_source: { inline_string: 'nowhere' } },
    ...(shared === undefined ? {} : { shared_with_upstream: shared }),
  };
  const config = { '@type': `${TYPE}.filters.network.set_filter_state.v3.Config`, on_new_connection: [value] };
  return { name: 'state', typed_config: config };
}

/** From an outer listener, which sets filter state and goes by weight, over an internal one to an address outside. */
function verdictWith(shared: string | undefined, socket: Json): string {
  const weights = { clusters: [{ name: 'to-inner', weight: 1 }] };
  const proxy = {
    name: 'envoy.filters.network.tcp_proxy',
    typed_config: {
      '@type': `${TYPE}.filters.network.tcp_proxy.v3.TcpProxy`,
      stat_prefix: 'outer',
      weighted_clusters: weights,
    },
  };
  const endpoint = { address: { envoy_internal_address: { server_listener_name: 'inner' } } };
  const toInner = { name: 'to-inner', type: 'STATIC', ...socket };
  const assignment = { cluster_name: 'to-inner', endpoints: [{ lb_endpoints: [{ endpoint }] }] };
  const dump = proxyOfA({
    listeners: [
      listener('0.0.0.0:9000', [{ filters: [sets(shared), proxy] }]),
      { name: 'inner', internal_listener: {}, filter_chains: [tcp('out')] },
    ],
    clusters: [{ ...toInner, load_assignment: assignment }, fixed('out', ['203.0.113.1:80'])],
  });
  return verdict(world(shop({ 'pods/web/a/config_dump.json': dump }))('web/a', 'tcp://203.0.113.9:9000'));
}

/** set_filter_state.v3.FilterStateValue `shared_with_upstream`, and who carries it: transport_sockets/internal_upstream; found by the differential. */
describe('filter state goes to an internal listener', () => {
  test.each<[string, string | undefined, Json, string]>([
    ['where it is shared and the socket carries it', 'ONCE', PASSES, 'NO_UPSTREAM closed NC'],
    ['not where it is the connection’s own', undefined, PASSES, 'EXITS_MESH'],
    ['not without that socket', 'TRANSITIVE', {}, 'EXITS_MESH'],
  ])('%s', (_rule, shared, socket, expected) => expect(verdictWith(shared, socket)).toBe(expected));
});
