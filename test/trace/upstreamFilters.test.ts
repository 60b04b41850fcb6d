import { describe, expect, test } from 'vitest';
import { cluster, filter } from './dump.js';
import { verdict, world, type Options } from './harness.js';
import { proxyOfA, shop, TO_B } from './shopOfTwo.js';

const HTTP = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
const CODEC = filter('upstream_codec', {}, 'envoy.filters.http.upstream_codec');
const LUA = filter('lua', {}, 'up.lua');
const METADATA = network('envoy.tcp.metadataexchange.config.MetadataExchange');
const RBAC = network('envoy.extensions.filters.network.rbac.v3.RBAC');

function network(type: string): object {
  return { name: 'up.network', typed_config: { '@type': `type.googleapis.com/${type}` } };
}

/** The verdict of a request from a to b, whose cluster at a has these filters. */
function verdictBehind(http: readonly object[], tcp: readonly object[], options: Options = {}): string {
  const protocolOptions = {
    [HTTP]: {
      '@type': `type.googleapis.com/${HTTP}`,
      explicit_http_config: { http_protocol_options: {} },
      http_filters: http,
    },
  };
  const toB = cluster(TO_B, { typed_extension_protocol_options: protocolOptions, filters: tcp });
  const files = shop({ 'pods/web/a/config_dump.json': proxyOfA({ clusters: [toB] }) });
  return verdict(world(files)('web/a', 'http://b/', options));
}

describe('the filters of a cluster', () => {
  test.each([
    ['none', [], [], 'DELIVERED'],
    ['the codec, which every list ends with', [CODEC], [], 'DELIVERED'],
    ["Istio's, which only tell the peer", [], [METADATA], 'DELIVERED'],
    ['HTTP code that is not run', [LUA, CODEC], [], 'INDETERMINATE (DELIVERED)'],
    ['a network filter that may close the connection', [], [RBAC], 'INDETERMINATE (DELIVERED)'],
  ])('%s', (_what, http, tcp, expected) => expect(verdictBehind(http, tcp)).toBe(expected));

  test.each([
    ['an HTTP filter passes', [LUA, CODEC], [], ['up.lua=pass'], 'DELIVERED'],
    ['an HTTP filter answers', [LUA, CODEC], [], ['up.lua=deny'], 'DENIED 403'],
    ['a network filter passes', [], [RBAC], ['up.network=pass'], 'DELIVERED'],
    ['a network filter closes: the proxy answers for it', [], [RBAC], ['up.network=deny'], 'DENIED 503 UC'],
  ])('assumed that %s', (_what, http, tcp, assume, expected) =>
    expect(verdictBehind(http, tcp, { assume })).toBe(expected),
  );
});
