import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { plainCluster } from '../../proof/envoy/gen/clusters.js';
import { downstreamTls, tcpProxy } from '../../proof/envoy/gen/listeners.js';
import { extension } from '../../proof/envoy/gen/types.js';
import { hello, outcomesOf, rbacForAll } from '../measured/ofListener.js';

const limit = (name: string): JsonObject => ({ circuit_breakers: { thresholds: [{ [name]: 0 }] } });
const CLUSTERS: readonly JsonObject[] = [
  plainCluster('c1'),
  { name: 'empty', type: 'STATIC' },
  plainCluster('full', 1001, limit('max_connections')),
  plainCluster('no-pending', 1001, limit('max_pending_requests')),
  plainCluster('no-requests', 1001, limit('max_requests')),
];

function ends(filters: readonly JsonObject[], more: JsonObject = {}, tls?: { sni: string; alpn: string[] }): string {
  const listener = { filter_chains: [{ name: 'only', filters, ...more }] };
  const found = outcomesOf({ listener, clusters: CLUSTERS }, hello('', tls === undefined ? {} : { tls }));
  const texts = found.map(({ flags = '', details = '' }) => [flags, details].filter((part) => part !== '').join(' '));
  return [...new Set(texts)].join(' | ');
}

const DENIED = 'rbac_access_denied_matched_policy[p]';

/* tcp_proxy.cc `onNewConnection` opens its upstream before a byte is read; network/rbac judges at the first. Measured on Envoy 1.40. */
describe('a connection that rbac would deny', () => {
  test.each<[string, string]>([
    ['c1', DENIED],
    ['nowhere', 'NC'],
    ['empty', 'UH'],
    ['full', 'UO'],
    ['no-pending', 'URX'],
    ['no-requests', DENIED],
  ])('ahead of a tcp_proxy to %s', (cluster, expected) =>
    expect(ends([rbacForAll('DENY'), tcpProxy(cluster)])).toBe(expected),
  );

  test('the cluster that a filter between them sets counts', () => {
    const state = extension('state', 'envoy.extensions.filters.network.set_filter_state.v3.Config', {
      on_new_connection: [
        {
          object_key: 'envoy.tcp_proxy.cluster',
          format_string: { text_format_source: { inline_string: 'empty' } },
        },
      ],
    });
    expect(ends([rbacForAll('DENY'), state, tcpProxy('c1')])).toBe('UH');
  });

  test('by weight: as the cluster that is chosen', () => {
    const weighted = extension('tcp', 'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', {
      stat_prefix: 'p',
      weighted_clusters: { clusters: ['empty', 'c1'].map((name) => ({ name, weight: 1 })) },
    });
    expect(ends([rbacForAll('DENY'), weighted])).toBe(`UH | ${DENIED}`);
  });
});

test.each<[string, string]>([
  ['c1', 'TLS_error:|PEER_DID_NOT_RETURN_A_CERTIFICATE'],
  ['nowhere', 'NC'],
])('a handshake that would fail, with a tcp_proxy to %s', (cluster, expected) => {
  const transport_socket = downstreamTls({ require: true, trusted: true });
  expect(ends([tcpProxy(cluster)], { transport_socket }, { sni: 'a', alpn: [] })).toBe(expected);
});
