import { describe, expect, test } from 'vitest';
import { describeHeaderMatch } from '../../../src/istio/wide/describeMatchers.js';
import { describeRouteAction } from '../../../src/istio/wide/describeRouteAction.js';
import { describeTls } from '../../../src/istio/wide/describeTls.js';
import { describeWholeMatch } from '../../../src/istio/wide/describeWholeMatch.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const tls = (more: JsonObject) => ({
  name: 'tls',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
    ...more,
  },
});

describe('transport security of a cluster', () => {
  const mutual = tls({ sni: 'a.b', common_tls_context: { tls_certificate_sds_secret_configs: [{ name: 'default' }] } });

  test.each<[string, JsonObject]>([
    ['plaintext', {}],
    ['TLS (SNI a.b)', { transport_socket: tls({ sni: 'a.b' }) }],
    ['mTLS (SNI a.b)', { transport_socket: mutual }],
    [
      'tlsMode-istio: mTLS (SNI a.b); tlsMode-disabled: plaintext; else plaintext',
      {
        transport_socket_matches: [
          { name: 'tlsMode-istio', transport_socket: mutual },
          {
            name: 'tlsMode-disabled',
            transport_socket: {
              typed_config: {
                '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer',
              },
            },
          },
        ],
      },
    ],
    ['mTLS (SNI a.b)', { tls_context: { sni: 'a.b', common_tls_context: { tls_certificates: [{}] } } }],
  ])('%s', (expected, cluster) => {
    expect(describeTls(cluster)).toBe(expected);
  });
});

describe('what a route does', () => {
  test.each<[string, JsonObject]>([
    [
      'a 75 + b 25',
      {
        route: {
          weighted_clusters: {
            clusters: [
              { name: 'a', weight: 75 },
              { name: 'b', weight: 25 },
            ],
          },
        },
      },
    ],
    [
      'a, prefix -> /, mirror b, timeout 5s, retries 2',
      {
        route: {
          cluster: 'a',
          prefix_rewrite: '/',
          timeout: '5s',
          retry_policy: { num_retries: 2 },
          request_mirror_policies: [{ cluster: 'b' }],
        },
      },
    ],
    ['cluster of header x-to', { route: { cluster_header: 'x-to' } }],
    ['redirect scheme=https MOVED_PERMANENTLY', { redirect: { https_redirect: true } }],
    [
      'redirect host=a path=/b FOUND',
      { redirect: { host_redirect: 'a', path_redirect: '/b', response_code: 'FOUND' } },
    ],
    ['direct response 502', { direct_response: { status: 502 } }],
    ['no action', {}],
  ])('%s', (expected, route) => {
    expect(describeRouteAction(route)).toBe(expected);
  });
});

describe('a header', () => {
  test.each<[string, JsonObject]>([
    ['x=1', { string_match: { exact: '1' } }],
    ['x^=1', { prefix_match: '1' }],
    ['x~1.*', { safe_regex_match: { regex: '1.*' } }],
    ['x in [0,7)', { range_match: { end: '7' } }],
    ['x present', { present_match: true }],
    ['x absent', { present_match: false }],
    ['!(x=1)', { exact_match: '1', invert_match: true }],
  ])('%s', (expected, matcher) => {
    expect(describeHeaderMatch({ name: 'x', ...matcher })).toBe(expected);
  });
});

test('a filter chain match with what istioctl leaves out', () => {
  const match = {
    transport_protocol: 'tls',
    source_type: 'EXTERNAL',
    source_prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }],
    source_ports: [1, 2],
  };
  expect(describeWholeMatch({ filter_chain_match: match })).toBe(
    'Trans: tls; SourceType: EXTERNAL; Source: 10.0.0.0/8; SourcePorts: 1,2',
  );
  expect(describeWholeMatch({})).toBe('ALL');
});
