import { describe, expect, test } from 'vitest';
import { loadSchema } from '../../../src/istio/protojson/loadSchema.js';
import { nodeValue } from '../../../src/istio/protojson/nodeValue.js';
import { printIndentedMessage } from '../../../src/istio/protojson/printIndentedMessage.js';
import { printJsonList } from '../../../src/istio/protojson/printJsonList.js';
import { ProtoReader } from '../../../src/istio/protojson/ProtoReader.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const schema = await loadSchema();

const CLUSTER = 'envoy.config.cluster.v3.Cluster';

/** The message as `-o json` has it, without blanks; the order of members counts. */
function canonical(message: JsonObject, type = CLUSTER): string {
  return JSON.stringify(nodeValue(new ProtoReader(schema).read(message, type)));
}

describe('a message', () => {
  test.each<[string, JsonObject, string]>([
    ['camelCase, in the order of declaration', { lb_policy: 'RANDOM', name: 'a' }, '{"name":"a","lbPolicy":"RANDOM"}'],
    ['both spellings are read', { lbPolicy: 'RANDOM', name: 'a' }, '{"name":"a","lbPolicy":"RANDOM"}'],
    ['defaults are left out', { name: '', lb_policy: 'ROUND_ROBIN', respect_dns_ttl: false, health_checks: [] }, '{}'],
    ['members of a oneof are not', { type: 'STATIC' }, '{"type":"STATIC"}'],
    ['nor are wrappers', { per_connection_buffer_limit_bytes: 0 }, '{"perConnectionBufferLimitBytes":0}'],
    ['nor messages', { load_assignment: {} }, '{"loadAssignment":{}}'],
    ['null is unset', { name: 'a', load_assignment: null }, '{"name":"a"}'],
    [
      'a oneof stands where its first member does',
      { dns_lookup_family: 'V4_ONLY', cluster_type: { name: 'x' }, name: 'a' },
      '{"name":"a","clusterType":{"name":"x"},"dnsLookupFamily":"V4_ONLY"}',
    ],
    ['enums by number', { lb_policy: 3 }, '{"lbPolicy":"RANDOM"}'],
    ['an enum number without a name stays', { lb_policy: 99 }, '{"lbPolicy":99}'],
    ['unknown fields go', { name: 'a', not_a_field: 1 }, '{"name":"a"}'],
    ['unknown enum names go', { name: 'a', lb_policy: 'NEWEST' }, '{"name":"a"}'],
    [
      'durations have 0, 3, 6 or 9 digits',
      { connect_timeout: '0.25s', dns_refresh_rate: '10.0s', dns_jitter: '0.0001s' },
      '{"connectTimeout":"0.250s","dnsRefreshRate":"10s","dnsJitter":"0.000100s"}',
    ],
    ['numbers given as text', { max_requests_per_connection: '7' }, '{"maxRequestsPerConnection":7}'],
    [
      'maps and Structs are sorted',
      { metadata: { filter_metadata: { b: { z: 1, a: null }, a: {} } } },
      '{"metadata":{"filterMetadata":{"a":{},"b":{"a":null,"z":1}}}}',
    ],
    ['what does not fit stays as it is', { name: 7, load_assignment: 'x' }, '{"name":7,"loadAssignment":"x"}'],
  ])('%s', (_rule, message, expected) => {
    expect(canonical(message)).toBe(expected);
  });

  test.each<[string, string, JsonObject, string]>([
    [
      '64-bit integers are text',
      'envoy.admin.v3.ClusterStatus',
      { host_statuses: [{ stats: [{ name: 'x', value: 12 }] }] },
      '{"hostStatuses":[{"stats":[{"value":"12","name":"x"}]}]}',
    ],
    [
      '0 of a oneof or optional field stays',
      'envoy.config.core.v3.SocketAddress',
      { port_value: 0, address: 'a' },
      '{"address":"a","portValue":0}',
    ],
    ['floats are those of 32 bits', 'envoy.type.v3.Percent', { value: 33.3 }, '{"value":33.3}'],
    [
      'timestamps in UTC',
      'envoy.admin.v3.BootstrapConfigDump',
      { last_updated: '2026-01-01T01:00:00.12+01:00' },
      '{"lastUpdated":"2026-01-01T00:00:00.120Z"}',
    ],
    [
      'bytes are base64 with padding',
      'envoy.config.core.v3.DataSource',
      { inline_bytes: '_-8' },
      '{"inlineBytes":"/+8="}',
    ],
  ])('%s', (_rule, type, message, expected) => {
    expect(canonical(message, type)).toBe(expected);
  });
});

describe('an Any', () => {
  const any = (value: JsonObject) => canonical({ typed_extension_protocol_options: { k: value } });
  const options = (text: string) => `{"typedExtensionProtocolOptions":{"k":${text}}}`;

  test('is expanded behind its type', () => {
    const url = 'type.googleapis.com/envoy.config.core.v3.HttpUri';
    expect(any({ timeout: '1s', uri: 'u', '@type': url })).toBe(options(`{"@type":"${url}","uri":"u","timeout":"1s"}`));
  });

  test('of a well-known type has a value', () => {
    const url = 'type.googleapis.com/google.protobuf.Duration';
    expect(any({ '@type': url, value: '3s' })).toBe(options(`{"@type":"${url}","value":"3s"}`));
  });

  test('of a type that is not known is kept as it was given, and counted', () => {
    const value = { '@type': 'type.googleapis.com/foo.Bar', b: 1, a: [] };
    expect(any(value)).toBe(options(JSON.stringify(value)));
    const reader = new ProtoReader(schema);
    reader.read({ typed_extension_protocol_options: { k: value }, nothing: 1, lb_policy: 'NEWEST' }, CLUSTER);
    expect([...reader.unknowns.types]).toEqual(['foo.Bar']);
    expect([...reader.unknowns.fields]).toEqual([`${CLUSTER}.nothing`, `${CLUSTER}.lb_policy=NEWEST`]);
  });
});

describe('the layouts', () => {
  const read = (message: JsonObject, type: string) => new ProtoReader(schema).read(message, type);

  test('a list: four blanks, HTML escaped, nothing between empty brackets', () => {
    const node = read({ name: '<a> & \u2028', metadata: { filter_metadata: { x: { list: [], map: {} } } } }, CLUSTER);
    expect([...printJsonList([node])].join('')).toBe(LIST);
    expect([...printJsonList([])].join('')).toBe('[]\n');
  });

  test('what could act on a terminal is escaped', () => {
    expect([...printJsonList([read({ name: '\u009b31m\u202e' }, CLUSTER)])].join('')).toContain('"\\u009b31m\\u202e"');
  });

  test('one message: what is in a Struct is a level deeper, an empty message has an empty line', () => {
    const node = read(
      { bootstrap: { node: { metadata: { A: { b: ['c'] } }, locality: {} } } },
      'envoy.admin.v3.BootstrapConfigDump',
    );
    expect(printIndentedMessage(node)).toBe(MESSAGE);
  });
});

/** What istioctl prints for these. */
const LIST = `[
    {
        "name": "\\u003ca\\u003e \\u0026 \\u2028",
        "metadata": {
            "filterMetadata": {
                "x": {
                    "list": [],
                    "map": {}
                }
            }
        }
    }
]
`;

const MESSAGE = `{
    "bootstrap": {
        "node": {
            "metadata": {
                    "A": {
                                "b": [
                                            "c"
                                        ]
                            }
                },
            "locality": {

            }
        }
    }
}
`;
