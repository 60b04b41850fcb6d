import { describe, expect, test } from 'vitest';
import { readClustersStatus } from '../../../src/envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../../src/envoy/dump/readConfigDump.js';
import { requireSection } from '../../../src/envoy/dump/requireSection.js';
import { bootstrapTable } from '../../../src/istio/table/bootstrapTable.js';
import { ecdsTable } from '../../../src/istio/table/ecdsTable.js';
import { describeLocality, edsTable, selectLoadAssignments } from '../../../src/istio/table/edsTable.js';
import { endpointTable, type EndpointFilter } from '../../../src/istio/table/endpointTable.js';
import { listenerTable } from '../../../src/istio/table/listenerTable.js';
import { resourcesOf } from '../../../src/istio/table/resourcesOf.js';
import { routeTable, selectRoutes } from '../../../src/istio/table/routeTable.js';
import { NO_SECRETS, secretTable } from '../../../src/istio/table/secretTable.js';
import { waypointTable } from '../../../src/istio/table/waypointTable.js';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { golden, goldenDump } from './golden.js';

const document = (value: JsonValue) => ({ name: 'x.json', value, text: '' });
const socket = (address: string, port: number) => ({ socket_address: { address, port_value: port } });
const tcp = (cluster: string) => ({
  filters: [{ name: 'envoy.filters.network.tcp_proxy', typed_config: { cluster } }],
});

describe('listeners', () => {
  test('by port, address and type; within one by DESTINATION, last first', () => {
    const rows = listenerTable([
      {
        address: socket('10.0.0.2', 80),
        filter_chains: [tcp('a'), tcp('PassthroughCluster'), tcp('BlackHoleCluster')],
      },
      { address: socket('10.0.0.1', 80), filter_chains: [tcp('c')] },
      { address: { pipe: { path: '/run/x' } }, filter_chains: [tcp('d')] },
      { internal_listener: {}, filter_chains: [tcp('e')] },
    ]).rows.slice(1);
    expect(rows).toEqual([
      ['', '0', 'ALL', 'Cluster: e'],
      ['/run/x', '0', 'ALL', 'Cluster: d'],
      ['10.0.0.1', '80', 'ALL', 'Cluster: c'],
      ['10.0.0.2', '80', 'ALL', 'PassthroughCluster'],
      ['10.0.0.2', '80', 'ALL', 'Non-HTTP/Non-TCP'],
      ['10.0.0.2', '80', 'ALL', 'Cluster: a'],
    ]);
  });

  test('additional addresses stand behind the first', () => {
    const listener = {
      address: socket('0.0.0.0', 80),
      additional_addresses: [{ address: socket('::', 80) }],
      filter_chains: [tcp('a')],
    };
    expect(listenerTable([listener]).rows[1]).toEqual(['0.0.0.0,::', '80', 'ALL', 'Cluster: a']);
  });

  test('--waypoint: a matcher tree by the paths that lead to a chain', () => {
    const dump = goldenDump('ambient/waypoint-6f7c8d9b5-c4j6w.books');
    const rows = waypointTable(resourcesOf(requireSection(dump, 'listeners'))).rows;
    expect(rows[0]).toEqual(['LISTENER', 'CHAIN', 'MATCH', 'DESTINATION']);
    const main = rows.filter(([listener]) => listener === 'envoy://main_internal');
    expect(main.length).toBeGreaterThan(0);
    expect(main.map(([, , match]) => match)).toContainEqual(expect.stringMatching(/^ip=.* -> port=[0-9]+/));
    expect(main.map(([, , match]) => match)).toContain('NONE');
  });
});

describe('--waypoint', () => {
  const action = (name: string) => ({ action: { name } });
  const matcher = {
    matcher_tree: { input: { name: 'ip' }, exact_match_map: { map: { '10.0.0.1': action('a') } } },
    on_no_match: action('b'),
  };

  test('what nothing else takes is UNMATCHED; a listener whose only chain has its name is internal', () => {
    const chain = (name: string) => ({ name, ...tcp('c') });
    const listeners = [
      { name: 'l', internal_listener: {}, filter_chain_matcher: matcher, filter_chains: [chain('a'), chain('b')] },
      { name: 'k', internal_listener: {}, filter_chains: [chain('envoy://k')] },
    ];
    expect(waypointTable(listeners).rows.slice(1)).toEqual([
      ['internal', 'envoy://k', 'ALL', 'Cluster: c'],
      ['envoy://l', 'a', 'ip=10.0.0.1', 'Cluster: c'],
      ['envoy://l', 'b', 'UNMATCHED', 'Cluster: c'],
    ]);
  });
});

describe('routes', () => {
  const config = (name: string, ...virtualHosts: readonly JsonObject[]) => ({ name, virtual_hosts: virtualHosts });
  const route = (cluster: string) => ({ match: { prefix: '/' }, route: { cluster } });

  test('routes to PassthroughCluster are hidden, a virtual host without routes is a 404', () => {
    const rows = routeTable([
      config(
        '80',
        { name: 'allow_any', domains: ['*'], routes: [route('PassthroughCluster')] },
        { name: 'empty', domains: ['a'] },
      ),
    ]).rows.slice(1);
    expect(rows).toEqual([['80', 'empty', 'a', '/*', '404']]);
  });

  test('block_all is shown', () => {
    const blocked = { match: { prefix: '/' }, direct_response: { status: 502 } };
    expect(routeTable([config('80', { name: 'block_all', domains: ['*'], routes: [blocked] })]).rows[1]).toEqual([
      '80',
      'block_all',
      '*',
      '/*',
      '',
    ]);
  });

  test('a route configuration without virtual hosts prints nothing, but is counted', () => {
    expect(routeTable([config('80')]).rows).toHaveLength(1);
    expect(routeTable([config('80')], { verbose: false }).rows[1]).toEqual(['80', '0']);
  });

  test('--name is exact', () => {
    expect(selectRoutes([config('80'), config('8080')], { name: '80' })).toEqual([config('80')]);
  });
});

describe('endpoints of /clusters', () => {
  const host = (address: JsonObject, health: JsonObject = {}) => ({ address, health_status: health });
  const status = readClustersStatus(
    document({
      cluster_statuses: [
        {
          name: 'b',
          host_statuses: [
            host(socket('10.1.1.2', 80)),
            host(socket('10.1.1.10', 80), { eds_health_status: 'HEALTHY', failed_outlier_check: true }),
          ],
        },
        {
          name: 'a',
          host_statuses: [
            host({ pipe: { path: '/run/x' } }),
            host({ envoy_internal_address: { server_listener_name: 'l', endpoint_id: 'e' } }),
            host({}),
            host(socket('fd00::1', 443)),
          ],
        },
      ],
    }),
  );
  const rows = (filter: EndpointFilter) => endpointTable(status, filter).rows.slice(1);

  test('sorted by the address as text', () => {
    expect(rows({})).toEqual([
      ['10.1.1.10:80', 'HEALTHY', 'FAILED', 'b'],
      ['10.1.1.2:80', 'UNKNOWN', 'OK', 'b'],
      ['envoy://l/e', 'UNKNOWN', 'OK', 'a'],
      ['fd00::1:443', 'UNKNOWN', 'OK', 'a'],
      ['unix:///run/x', 'UNKNOWN', 'OK', 'a'],
      ['unknown', 'UNKNOWN', 'OK', 'a'],
    ]);
  });

  test.each<[string, EndpointFilter, number]>([
    ['--address is without port', { address: '10.1.1.2' }, 1],
    ['--address with port finds nothing', { address: '10.1.1.2:80' }, 0],
    ['--address of a pipe', { address: 'UNIX:///run/x' }, 1],
    ['--cluster is whole, in any case', { cluster: 'B' }, 2],
    ['--status', { status: 'healthy' }, 1],
    ['--port', { port: 443 }, 1],
  ])('%s', (_rule, filter, count) => {
    expect(rows(filter)).toHaveLength(count);
  });
});

describe('endpoints of EDS', () => {
  const endpoint = (address: JsonObject, more: JsonObject = {}) => ({ endpoint: { address }, ...more });
  const assignment = (name: string, ...endpoints: readonly JsonObject[]) => ({
    cluster_name: name,
    endpoints: [{ locality: { region: 'r', zone: 'z' }, lb_endpoints: endpoints }],
  });

  test('a pipe is its bare path here', () => {
    expect(edsTable([assignment('a', endpoint({ pipe: { path: '/run/x' } }))]).rows[1]).toEqual([
      '/run/x',
      'UNKNOWN',
      'r/z',
      'a',
    ]);
  });

  test('all addresses, the port always', () => {
    const dual = {
      endpoint: { address: socket('10.0.0.1', 0), additional_addresses: [{ address: socket('::1', 80) }] },
    };
    expect(edsTable([assignment('a', dual)]).rows[1]?.[0]).toBe('10.0.0.1:0,::1:80');
  });

  test('--address is with port; clusters without endpoints vanish', () => {
    const assignments = [
      assignment('a', endpoint(socket('10.0.0.1', 80)), endpoint(socket('10.0.0.2', 80))),
      assignment('b'),
    ];
    expect(selectLoadAssignments(assignments, { address: '10.0.0.1' })).toEqual([]);
    expect(edsTable(selectLoadAssignments(assignments, { address: '10.0.0.1:80' })).rows.slice(1)).toEqual([
      ['10.0.0.1:80', 'UNKNOWN', 'r/z', 'a'],
    ]);
    expect(selectLoadAssignments(assignments, {})).toHaveLength(1);
  });

  test('a locality is cut at the first part that is missing', () => {
    expect(describeLocality(undefined)).toBe('');
    expect(describeLocality({ region: 'r', sub_zone: 's' })).toBe('r');
    expect(describeLocality({ region: 'r', zone: 'z', sub_zone: 's' })).toBe('r/z/s');
  });
});

test('ecds: by type and name, those without type first', () => {
  const config = (name: string, type: string) => ({ name, typed_config: { '@type': `type.googleapis.com/${type}` } });
  expect(ecdsTable([config('b', 'x.Y'), config('a', 'x.Y'), { name: 'z' }]).rows.slice(1)).toEqual([
    ['z', ''],
    ['a', 'x.Y'],
    ['b', 'x.Y'],
  ]);
});

describe('bootstrap', () => {
  test('the versions, each if it is there', () => {
    const node = {
      metadata: { ISTIO_VERSION: '1.20.0', ISTIO_PROXY_SHA: 'istio-proxy:abc' },
      user_agent_build_version: {
        version: { major_number: 1, minor_number: 28 },
        metadata: {
          'build.label': 'dev',
          'ssl.version': 'BoringSSL',
          'revision.status': 'Clean',
          'build.type': 'RELEASE',
        },
      },
    };
    expect(bootstrapTable({ node }).rows).toEqual([
      ['Istio Version:', '1.20.0'],
      ['Istio Proxy Version:', 'abc'],
      ['Envoy Version:', '1.28.0-dev/Clean/RELEASE/BoringSSL'],
    ]);
  });

  test('0.0.0 when nothing is known', () => {
    expect(bootstrapTable({}).rows).toEqual([['Envoy Version:', '0.0.0']]);
  });
});

describe('secrets', () => {
  const section = (value: JsonObject) =>
    requireSection(
      readConfigDump(document({ '@type': 'type.googleapis.com/envoy.admin.v3.SecretsConfigDump', ...value })),
      'secrets',
    );
  const table = (value: JsonObject) => secretTable(section(value), { now: new Date('2026-11-20T16:00:00Z') });

  test('a sentence when there is none; static ones do not count', () => {
    expect(table({ static_secrets: [{ name: 's', secret: {} }] })).toBe(NO_SECRETS);
  });

  test('one without certificate, or with one that cannot be read: invalid and empty', () => {
    const broken = {
      tls_certificate: { certificate_chain: { inline_bytes: Buffer.from('nonsense').toString('base64') } },
    };
    expect(
      table({
        dynamic_active_secrets: [{ name: 'a', version_info: 'uninitialized', secret: {} }],
        dynamic_warming_secrets: [{ name: 'w', secret: broken }],
      }),
    ).toMatchObject({
      rows: [expect.anything(), ['w', '', 'WARMING', 'false', '', '', ''], ['a', '', 'ACTIVE', 'false', '', '', '']],
    });
  });

  test('TRUST DOMAIN is shown only if every row has one', () => {
    const dump = goldenDump('shop/redis-0.data');
    const [workload] = requireSection(dump, 'secrets').entries.filter(({ name }) => name === 'default');
    const shown = table({ dynamic_active_secrets: [{ name: 'default', secret: workload?.resource ?? {} }] });
    expect(shown).toMatchObject({
      rows: [expect.arrayContaining(['TRUST DOMAIN']), expect.arrayContaining(['cluster.local'])],
    });
    expect(golden('shop/redis-0.data', 'secret.txt')).not.toContain('TRUST DOMAIN');
  });

  test('VALID CERT is false once the certificate has run out', () => {
    const secrets = requireSection(goldenDump('shop/redis-0.data'), 'secrets');
    expect(secretTable(secrets, { now: new Date('2030-01-01T00:00:00Z') })).toMatchObject({
      rows: expect.arrayContaining([expect.arrayContaining(['default', 'false'])]) as unknown,
    });
  });
});
