import { describe, expect, it } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { chooseHost } from '../../../src/envoy/cluster/chooseHost.js';
import { hostsOf } from '../../../src/envoy/cluster/hostsOf.js';
import { matchTransportSocket } from '../../../src/envoy/cluster/matchTransportSocket.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { clusterOf, contextOf, EDS, endpoint, proxyOf } from './clusters.js';

const TLS = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext';
const socket = (sni: string): JsonObject => ({ name: 'tls', typed_config: { '@type': TLS, sni } });
const entry = (name: string, match: JsonObject): JsonObject => ({ name, match, transport_socket: socket(name) });
const labels = (values: JsonObject): JsonObject => ({
  metadata: { filter_metadata: { 'envoy.transport_socket_match': values } },
});
const ISTIO = entry('istio', { tlsMode: 'istio' });
const PLAIN = entry('plain', {});

/** The SNI of the socket that is chosen tells which it is. */
function chosen(
  matches: readonly JsonObject[],
  host: JsonObject | undefined,
  locality: JsonObject = {},
  own?: JsonObject,
): string {
  const cluster = {
    ...EDS,
    transport_socket_matches: matches,
    ...(own === undefined ? {} : { transport_socket: own }),
  };
  const endpoints = [{ ...locality, lb_endpoints: [endpoint('10.0.0.1', host)] }];
  const config = proxyOf({ clusters: [cluster], assignments: [{ cluster_name: 'c', endpoints }] });
  const found = clusterOf(config, 'c');
  const set = hostsOf(config, found, contextOf()).value;
  const upstream = host && set && chooseHost(found, set, contextOf(), chooseLikeliest).value;
  const { truth, value } = matchTransportSocket(found, upstream);
  return value?.kind === 'tls' ? value.sni : (value?.kind ?? truth);
}

describe('transport_socket_matches', () => {
  it.each<[string, readonly JsonObject[], JsonObject | undefined, JsonObject, string]>([
    ['a subset of the metadata', [ISTIO, PLAIN], labels({ tlsMode: 'istio', z: '1' }), {}, 'istio'],
    ['another value', [ISTIO, PLAIN], labels({ tlsMode: 'x' }), {}, 'plain'],
    ['no metadata', [ISTIO, PLAIN], {}, {}, 'plain'],
    ['{} first wins always', [PLAIN, ISTIO], labels({ tlsMode: 'istio' }), {}, 'plain'],
    ['none hits: the raw socket', [ISTIO], {}, {}, 'raw_buffer'],
    [
      "the locality's, where the endpoint's hits none",
      [ISTIO],
      labels({ tlsMode: 'x' }),
      labels({ tlsMode: 'istio' }),
      'istio',
    ],
    ["not where the endpoint's hits {}", [ISTIO, PLAIN], {}, labels({ tlsMode: 'istio' }), 'plain'],
    ['ORIGINAL_DST hosts hit {} only', [ISTIO, PLAIN], undefined, {}, 'plain'],
    [
      'all keys must be there',
      [entry('both', { tlsMode: 'istio', z: '1' }), PLAIN],
      labels({ tlsMode: 'istio' }),
      {},
      'plain',
    ],
  ])('%s', (_rule, matches, host, locality, expected) => {
    expect(chosen(matches, host, locality)).toBe(expected);
  });

  it("none hits: the cluster's own socket", () => {
    expect(chosen([ISTIO], {}, {}, socket('own'))).toBe('own');
  });

  it.each<[string, readonly JsonObject[], string]>([
    ['metadata is needed', [ISTIO, PLAIN], 'unknown'],
    ['the first takes everything', [PLAIN, ISTIO], 'tls'],
    ['there are none', [], 'raw_buffer'],
  ])('with /clusters alone: %s', (_rule, matches, expected) => {
    const host_statuses = [{ address: { socket_address: { address: '10.0.0.1', port_value: 80 } } }];
    const config = proxyOf({
      clusters: [{ ...EDS, transport_socket_matches: matches }],
      statuses: [{ name: 'c', host_statuses }],
    });
    const cluster = clusterOf(config, 'c');
    const set = hostsOf(config, cluster, contextOf()).value;
    const host = set && chooseHost(cluster, set, contextOf(), chooseLikeliest).value;
    const { truth, value } = matchTransportSocket(cluster, host);
    expect(value?.kind ?? truth).toBe(expected);
  });
});
