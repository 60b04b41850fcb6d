import { describe, expect, test } from 'vitest';
import { requireSection } from '../../../src/envoy/dump/requireSection.js';
import { readConfigDump } from '../../../src/envoy/dump/readConfigDump.js';
import type { ConfigDump, SectionKind } from '../../../src/envoy/dump/ConfigDump.js';
import { resolvePointer } from '../../../src/text/json/pointer.js';
import { parseJson } from '../../../src/text/json/parseJson.js';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';

function read(value: JsonValue): ConfigDump {
  return readConfigDump(parseJson(Buffer.from(JSON.stringify(value)), 'dump.json'));
}

/** `STATE NAME POINTER` of every entry; each pointer is checked to lead to the entry's resource. */
function entries(value: JsonValue, kind: SectionKind): readonly string[] | undefined {
  return read(value)[kind]?.entries.map((entry) => {
    expect(resolvePointer(value, entry.at) ?? {}).toEqual(entry.resource);
    return `${entry.state} ${entry.name} ${entry.at}`;
  });
}

const admin = (message: string, version = 'v3') => `type.googleapis.com/envoy.admin.${version}.${message}`;

const cluster = (name: string) => ({ '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster', name });

const clustersSection = {
  '@type': admin('ClustersConfigDump'),
  version_info: '7',
  static_clusters: [{ cluster: cluster('agent') }],
  dynamic_active_clusters: [{ version_info: '7', cluster: cluster('a'), last_updated: '2026-01-01T00:00:00Z' }],
  dynamic_warming_clusters: [{ version_info: '8', cluster: cluster('w') }],
};

describe('where a section may stand', () => {
  const inConfigs = [
    'active a /configs/0/dynamic_active_clusters/0/cluster',
    'warming w /configs/0/dynamic_warming_clusters/0/cluster',
    'static agent /configs/0/static_clusters/0/cluster',
  ];

  test.each<[string, JsonValue, readonly string[]]>([
    ['in configs', { configs: [clustersSection] }, inConfigs],
    ['alone', clustersSection, inConfigs.map((line) => line.replace('/configs/0', ''))],
    ['in a list', [clustersSection], inConfigs.map((line) => line.replace('/configs/0', '/0'))],
    [
      'in a configs object, as early v2 dumps have it',
      { configs: { clusters: clustersSection } },
      inConfigs.map((line) => line.replace('/configs/0', '/configs/clusters')),
    ],
    [
      'of admin v2alpha',
      { configs: [{ ...clustersSection, '@type': admin('ClustersConfigDump', 'v2alpha') }] },
      inConfigs,
    ],
    ['without @type', { configs: [{ ...clustersSection, '@type': null }] }, inConfigs],
    [
      'in camelCase',
      { configs: [{ '@type': admin('ClustersConfigDump'), dynamicActiveClusters: [{ cluster: cluster('a') }] }] },
      ['active a /configs/0/dynamicActiveClusters/0/cluster'],
    ],
    [
      'items by ?resource=',
      { configs: [{ '@type': admin('ClustersConfigDump.DynamicCluster'), cluster: cluster('a') }] },
      ['active a /configs/0/cluster'],
    ],
    [
      'items that jq cut out',
      [
        { version_info: '7', cluster: cluster('a') },
        { version_info: '7', cluster: cluster('b') },
      ],
      ['active a /0/cluster', 'active b /1/cluster'],
    ],
    ['resources with @type', [cluster('a')], ['active a /0']],
    ['resources as istioctl -o json prints them', [{ name: 'a', type: 'EDS', edsClusterConfig: {} }], ['active a /0']],
    ['a single resource', { name: 'a', connectTimeout: '10s' }, ['active a ']],
    ['v2 resources', [{ '@type': 'type.googleapis.com/envoy.api.v2.Cluster', name: 'a' }], ['active a /0']],
  ])('%s', (_where, value, expected) => {
    expect(entries(value, 'clusters')).toEqual(expected);
  });
});

describe('the sections', () => {
  test('a dynamic listener has a resource for each state, and the one that was refused', () => {
    const listener = { name: 'l', filter_chains: [] };
    const value = {
      configs: [
        {
          '@type': admin('ListenersConfigDump'),
          dynamic_listeners: [
            {
              name: 'l',
              active_state: { version_info: '1', listener },
              warming_state: { version_info: '2', listener },
              draining_state: { version_info: '0', listener },
              error_state: { failed_configuration: listener, details: 'no such filter', version_info: '3' },
            },
          ],
          static_listeners: [{ listener: { name: 's' } }],
        },
      ],
    };
    expect(entries(value, 'listeners')).toEqual([
      'active l /configs/0/dynamic_listeners/0/active_state/listener',
      'warming l /configs/0/dynamic_listeners/0/warming_state/listener',
      'draining l /configs/0/dynamic_listeners/0/draining_state/listener',
      'error l /configs/0/dynamic_listeners/0/error_state/failed_configuration',
      'static s /configs/0/static_listeners/0/listener',
    ]);
    expect(read(value).listeners?.entries[3]).toMatchObject({ details: 'no such filter', versionInfo: '3' });
  });

  test('endpoints are named by their cluster', () => {
    const value = {
      '@type': admin('EndpointsConfigDump'),
      dynamic_endpoint_configs: [{ endpoint_config: { cluster_name: 'c' } }],
    };
    expect(entries(value, 'endpoints')).toEqual(['active c /dynamic_endpoint_configs/0/endpoint_config']);
  });

  test('scoped routes keep the name of their set', () => {
    const value = {
      '@type': admin('ScopedRoutesConfigDump'),
      dynamic_scoped_route_configs: [{ name: 'set', scoped_route_configs: [{ name: 'a' }, { name: 'b' }] }],
    };
    expect(entries(value, 'scopedRoutes')).toEqual([
      'active a /dynamic_scoped_route_configs/0/scoped_route_configs/0',
      'active b /dynamic_scoped_route_configs/0/scoped_route_configs/1',
    ]);
    expect(read(value).scopedRoutes?.entries[0]?.setName).toBe('set');
  });

  test('warming secrets come before active ones, as istioctl lists them', () => {
    const value = {
      '@type': admin('SecretsConfigDump'),
      dynamic_active_secrets: [{ name: 'a', secret: {} }],
      dynamic_warming_secrets: [{ name: 'w', secret: {} }],
    };
    expect(entries(value, 'secrets')).toEqual([
      'warming w /dynamic_warming_secrets/0/secret',
      'active a /dynamic_active_secrets/0/secret',
    ]);
  });

  test('of a repeated section the last counts and the others are kept', () => {
    const other = { ...clustersSection, version_info: '9', dynamic_active_clusters: [], dynamic_warming_clusters: [] };
    const dump = read({ configs: [clustersSection, other] });
    expect(dump.clusters?.versionInfo).toBe('9');
    expect(dump.clusters?.earlier.map((section) => section.versionInfo)).toEqual(['7']);
  });

  test('ECDS sections are joined', () => {
    const section = (name: string) => ({ '@type': admin('EcdsConfigDump'), ecds_filters: [{ ecds_filter: { name } }] });
    expect(entries({ configs: [section('a'), section('b')] }, 'ecds')).toEqual([
      'active a /configs/0/ecds_filters/0/ecds_filter',
      'active b /configs/1/ecds_filters/0/ecds_filter',
    ]);
  });

  test('a section that is absent is undefined, one that is empty has no entries', () => {
    const dump = read({ configs: [{ '@type': admin('RoutesConfigDump') }] });
    expect(dump.routes?.entries).toEqual([]);
    expect(dump.listeners).toBeUndefined();
  });

  test('a mask that leaves no resources is counted', () => {
    const dump = read({
      configs: [{ '@type': admin('ClustersConfigDump'), dynamic_active_clusters: [{ version_info: '1' }] }],
    });
    expect(dump.clusters).toMatchObject({ entries: [], withoutResource: 1 });
  });

  test('an unknown @type is kept whole', () => {
    const odd = { '@type': 'type.googleapis.com/envoy.admin.v3.FutureConfigDump', things: [1] };
    expect(read({ configs: [odd] }).unknown).toEqual([{ at: '/configs/0', typeUrl: odd['@type'], value: odd }]);
  });

  test('the bootstrap, in its section or bare', () => {
    const bootstrap = { node: { id: 'n' }, static_resources: {} };
    expect(read({ configs: [{ '@type': admin('BootstrapConfigDump'), bootstrap }] }).bootstrap).toMatchObject({
      at: '/configs/0/bootstrap',
      bootstrap,
    });
    expect(read(bootstrap).bootstrap).toMatchObject({ at: '', bootstrap });
  });
});

describe('what is refused', () => {
  test.each<[string, JsonValue, string]>([
    [
      'a ztunnel dump',
      { config: {}, workloads: [], services: [], policies: [] },
      'dump.json is the config_dump of a ztunnel, which is no Envoy',
    ],
    ['/clusters', { cluster_statuses: [] }, 'dump.json is the answer of /clusters?format=json, not a config_dump'],
    [
      '/server_info',
      { version: 'x', state: 'LIVE', command_line_options: {} },
      'dump.json is the answer of /server_info, not a config_dump',
    ],
    [
      'a Kubernetes object',
      { apiVersion: 'v1', kind: 'Pod', metadata: {} },
      'dump.json is a Kubernetes object, not a config_dump',
    ],
    ['something else', { hello: 1 }, 'dump.json is not a config_dump: no section or resource of one was found in it'],
    [
      'a list of something else',
      [1, { hello: 1 }],
      'dump.json is not a config_dump: no section or resource of one was found in it',
    ],
    ['a scalar', 3, 'dump.json is not a config_dump: no section or resource of one was found in it'],
  ])('%s', (_what, value, message) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ message, exitCode: 5 }));
  });

  test('a section that is needed and absent', () => {
    expect(() => requireSection(read({ configs: [clustersSection] }), 'listeners')).toThrow(
      expect.objectContaining({ message: 'no ListenersConfigDump in dump.json: was the dump masked?', exitCode: 5 }),
    );
  });
});
