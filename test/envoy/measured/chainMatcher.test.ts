import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { HTTP_INSPECTOR, PROXY_PROTOCOL, TLS_INSPECTOR } from '../../proof/envoy/gen/listeners.js';
import { typed } from '../../proof/envoy/gen/types.js';
import type { CaseRequest } from '../../proof/envoy/Configuration.js';
import { chain, chainOf, hello } from './ofListener.js';

/* Measured on Envoy 1.40.0 and 1.36.2, section B.4: `filter_chain_matcher`. */

const input = (name: string): JsonObject => ({
  name: 'i',
  typed_config: typed(`envoy.extensions.matching.common_inputs.network.v3.${name}`),
});
const action = (name: string): JsonObject => ({
  action: { name: 'a', typed_config: typed('google.protobuf.StringValue', { value: name }) },
});
const matcher = (nested: JsonObject): JsonObject => ({ matcher: nested });
const exact = (of: string, map: JsonObject): JsonObject => ({
  matcher_tree: { input: input(of), exact_match_map: { map } },
});
const prefix = (of: string, map: JsonObject): JsonObject => ({
  matcher_tree: { input: input(of), prefix_match_map: { map } },
});
const ranges = (...entries: readonly (readonly [JsonObject, JsonObject, JsonObject?])[]): JsonObject => ({
  matcher_tree: {
    input: input('DestinationIPInput'),
    custom_match: {
      name: 'ip',
      typed_config: typed('xds.type.matcher.v3.IPMatcher', {
        range_matchers: entries.map(([one, on_match, more = {}]) => ({ ranges: [one], on_match, ...more })),
      }),
    },
  },
});
const single = (of: string, value: string): JsonObject => ({
  single_predicate: { input: input(of), value_match: { exact: value } },
});
const list = (...entries: readonly (readonly [JsonObject, JsonObject])[]): JsonObject => ({
  matcher_list: { matchers: entries.map(([predicate, on_match]) => ({ predicate, on_match })) },
});

const DEFAULT = { default_filter_chain: chain('default') };
const NONE = 'closed NR filter_chain_not_found';
const [A, B, C] = ['A', 'B', 'C'].map(action) as [JsonObject, JsonObject, JsonObject];

function took(tree: JsonObject, request: CaseRequest = hello(), more: JsonObject = {}): string {
  const filter_chains = ['A', 'B', 'C'].map((name) => chain(name, { destination_port: 4 }));
  const listener_filters = [PROXY_PROTOCOL, TLS_INSPECTOR, HTTP_INSPECTOR];
  return chainOf({ listener: { filter_chains, listener_filters, filter_chain_matcher: tree, ...more } }, request);
}

const at81 = hello('d=10.0.0.1:81');
const named = (sni: string): CaseRequest => hello('', { tls: { sni, alpn: [] } });
const GET: CaseRequest = {
  ...hello(),
  http: { version: '1.1', method: 'GET', target: '/', authority: 'a', headers: [] },
};
const nested = exact('ServerNameInput', { 'a.com': A });
const missed = matcher(exact('DestinationPortInput', { '9': B }));

describe('B.4 exact maps', () => {
  const byPort = exact('DestinationPortInput', { '80': A });
  const ghost = exact('DestinationPortInput', { '80': action('ghost') });
  const inner = exact('DestinationPortInput', { '80': matcher(nested) });
  const own = exact('DestinationPortInput', { '80': matcher({ ...nested, on_no_match: C }) });
  test.each<[string, string, string]>([
    ['B.4 on_no_match', took({ ...byPort, on_no_match: B }, at81), 'B'],
    ['B.4 without it: the default chain', took(byPort, at81, DEFAULT), 'default'],
    ['B.4 without a default: closed NR', took(byPort, at81), NONE],
    ['B.4 an unknown chain: neither', took({ ...ghost, on_no_match: B }, hello(), DEFAULT), NONE],
    ['B.4 a nested miss: on_no_match above', took({ ...inner, on_no_match: B }, named('b.com')), 'B'],
    ['B.4 a nested miss with its own on_no_match', took({ ...own, on_no_match: B }, named('b.com')), 'C'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('B.4 prefixes, ranges, lists', () => {
  const wide = { address_prefix: '10.0.0.0', prefix_len: 8 };
  const narrow = { address_prefix: '10.1.0.0', prefix_len: 16 };
  const inRange = hello('d=10.1.1.1:80');
  test.each<[string, string, string]>([
    [
      'B.4 a prefix map resumes at the shorter prefix',
      took({ ...prefix('ServerNameInput', { foo: A, foobar: missed }), on_no_match: C }, named('foobar.x')),
      'A',
    ],
    ['B.4 IPMatcher falls back to the wider range', took(ranges([wide, A], [narrow, missed]), inRange), 'A'],
    ['B.4 also with exclusive', took(ranges([wide, A], [narrow, missed, { exclusive: true }]), inRange), 'A'],
    ['B.4 a range without prefix_len', took(ranges([{ address_prefix: '10.0.0.0' }, A]), hello('d=11.0.0.1:80')), 'A'],
    [
      'B.4 a list goes on where a nested matcher misses',
      took(list([single('DestinationPortInput', '80'), missed], [single('DestinationPortInput', '80'), B])),
      'B',
    ],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('B.4 inputs', () => {
  const alpn = exact('ApplicationProtocolInput', { "'h2','http/1.1'": A, "'http/1.1'": B });
  const h2: CaseRequest = hello('', { tls: { sni: '', alpn: ['h2', 'http/1.1'] } });
  const source = exact('SourceTypeInput', { local: A });
  test.each<[string, string, string]>([
    ['B.4 ApplicationProtocolInput, TLS [h2,http/1.1]', took(alpn, h2), 'A'],
    ['B.4 ApplicationProtocolInput, HTTP/1.1', took(alpn, GET), 'B'],
    ['B.4 ApplicationProtocolInput, TLS without ALPN', took({ ...alpn, on_no_match: C }, named('a')), 'C'],
    ['B.4 TransportProtocolInput, plain text', took(exact('TransportProtocolInput', { raw_buffer: A })), 'A'],
    ['B.4 SourceTypeInput, loopback', took(source, hello('s=127.0.0.1:5')), 'A'],
    ['B.4 SourceTypeInput, remote: no value', took({ ...source, on_no_match: B }), 'B'],
    [
      'B.4 not_matcher without a value holds',
      took(list([{ not_matcher: single('ServerNameInput', 'a.com') }, A])),
      'A',
    ],
    ["B.4 a chain's own filter_chain_match is ignored", took(exact('DestinationPortInput', { '80': A })), 'A'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});
