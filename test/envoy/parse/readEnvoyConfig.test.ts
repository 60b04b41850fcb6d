import { describe, expect, it } from 'vitest';
import { readConfigDump } from '../../../src/envoy/dump/readConfigDump.js';
import type { EnvoyConfig, Lookup } from '../../../src/envoy/model/EnvoyConfig.js';
import { readEnvoyConfig } from '../../../src/envoy/parse/readEnvoyConfig.js';
import type { JsonArray, JsonObject } from '../../../src/text/json/JsonValue.js';
import { configOf, documentOf } from './wholeConfig.js';

const section = (message: string, fields: JsonObject) => ({
  '@type': `type.googleapis.com/envoy.admin.v3.${message}`,
  ...fields,
});
const dump = (...configs: JsonArray) => configOf(documentOf({ configs }));

/** A lookup in a word, with its notes. */
function told(lookup: Lookup<unknown>): string {
  switch (lookup.kind) {
    case 'found':
      return [lookup.state, lookup.at, ...lookup.notes].join(' | ');
    case 'not_serving':
      return [`not serving: ${lookup.state}`, lookup.at, ...lookup.notes].join(' | ');
    case 'section_missing':
      return `missing: ${lookup.section}`;
    case 'ambiguous':
    case 'absent':
      return lookup.kind;
  }
}

describe('listeners by address', () => {
  const listener = (name: string, address: string, port_value: number, more: JsonObject = {}) => ({
    name,
    address: { socket_address: { address, port_value, ...more } },
  });
  const active = (...listeners: readonly JsonObject[]) =>
    dump(
      section('ListenersConfigDump', {
        dynamic_listeners: listeners.map((each) => ({ active_state: { listener: each } })),
      }),
    );
  const nameAt = (config: EnvoyConfig, key: string): string => {
    const found = config.listenerAt(key);
    return found.kind === 'found' ? found.value.name : found.kind;
  };
  const compat = { ipv4_compat: true };

  it.each<[string, EnvoyConfig, string, string]>([
    ['exact', active(listener('a', '10.0.0.1', 80)), '10.0.0.1:80', 'a'],
    ['no fallback to the wildcard', active(listener('a', '0.0.0.0', 80)), '10.0.0.1:80', 'absent'],
    ['IPv6 in any spelling', active(listener('a', 'FD00:0::1', 80)), '[fd00::1]:80', 'a'],
    ['asked in another spelling', active(listener('a', 'fd00::1', 80)), '[fd00:0:0::1]:80', 'a'],
    ['[::] alone is not IPv4', active(listener('a', '::', 80)), '0.0.0.0:80', 'absent'],
    ['[::] with ipv4_compat is', active(listener('a', '::', 80, compat)), '0.0.0.0:80', 'a'],
    [
      'unless IPv4 has its own, before',
      active(listener('v4', '0.0.0.0', 80), listener('v6', '::', 80, compat)),
      '0.0.0.0:80',
      'v4',
    ],
    ['or after', active(listener('v6', '::', 80, compat), listener('v4', '0.0.0.0', 80)), '0.0.0.0:80', 'v4'],
    ['a mapped address with ipv4_compat', active(listener('a', '::ffff:10.0.0.1', 80, compat)), '10.0.0.1:80', 'a'],
    ['a mapped address without', active(listener('a', '::ffff:10.0.0.1', 80)), '10.0.0.1:80', 'absent'],
    ['of two the later', active(listener('a', '10.0.0.1', 80), listener('b', '10.0.0.1', 80)), '10.0.0.1:80', 'b'],
    ['UDP is kept elsewhere', active(listener('a', '10.0.0.1', 53, { protocol: 'UDP' })), '10.0.0.1:53', 'absent'],
    [
      'additional_addresses',
      active({
        ...listener('a', '10.0.0.1', 80),
        additional_addresses: [{ address: { socket_address: { address: '::1', port_value: 80 } } }],
      }),
      '[::1]:80',
      'a',
    ],
  ])('%s', (_name, config, key, expected) => {
    expect(nameAt(config, key)).toBe(expected);
  });

  it('static ones count as made before dynamic ones', () => {
    const config = dump(
      section('ListenersConfigDump', {
        static_listeners: [{ listener: listener('static', '10.0.0.1', 80) }],
        dynamic_listeners: [{ name: 'dynamic', active_state: { listener: listener('dynamic', '10.0.0.1', 80) } }],
      }),
    );
    expect(config.listeners().map(({ name }) => name)).toEqual(['static', 'dynamic']);
    expect(nameAt(config, '10.0.0.1:80')).toBe('dynamic');
  });

  it('internal listeners are found by name, and only those', () => {
    const config = active({ name: 'main_internal', internal_listener: {} }, listener('a', '10.0.0.1', 80));
    expect(told(config.internalListener('main_internal'))).toBe(
      'active | /configs/0/dynamic_listeners/0/active_state/listener',
    );
    expect(told(config.internalListener('a'))).toBe('absent');
  });

  it('states', () => {
    const at = (port: number) => listener(`l${port}`, '0.0.0.0', port);
    const config = dump(
      section('ListenersConfigDump', {
        dynamic_listeners: [
          { name: 'l1', active_state: { listener: at(1), version_info: 'v' }, warming_state: { listener: at(1) } },
          { name: 'l2', warming_state: { listener: at(2) } },
          { name: 'l3', draining_state: { listener: at(3) } },
          { name: 'l4', error_state: { failed_configuration: at(4), details: 'no such cluster' } },
          {
            name: 'l5',
            active_state: { listener: at(5) },
            error_state: { failed_configuration: at(5), details: 'bad' },
          },
        ],
      }),
    );
    const states = [1, 2, 3, 4, 5, 6].map((port) => told(config.listenerAt(`0.0.0.0:${port}`)));
    expect(states).toEqual([
      'active | /configs/0/dynamic_listeners/0/active_state/listener | a newer version is warming',
      'not serving: warming | /configs/0/dynamic_listeners/1/warming_state/listener',
      'not serving: draining | /configs/0/dynamic_listeners/2/draining_state/listener',
      'not serving: error | /configs/0/dynamic_listeners/3/error_state/failed_configuration | no such cluster',
      'active | /configs/0/dynamic_listeners/4/active_state/listener | an update was refused: bad',
      'absent',
    ]);
    expect(config.listeners().map(({ name }) => name)).toEqual(['l1', 'l5']);
  });
});

describe('what a dump does not hold', () => {
  it('a section that is missing proves no absence', () => {
    const config = dump(section('BootstrapConfigDump', { bootstrap: {} }));
    const lookups = [
      config.listenerAt('0.0.0.0:80'),
      config.internalListener('x'),
      config.routeConfiguration('80'),
      config.cluster('c'),
      config.hostStatuses('c'),
      config.extensionConfig('x'),
      config.secret('default'),
    ];
    expect(lookups.map(told)).toEqual([
      'missing: ListenersConfigDump',
      'missing: ListenersConfigDump',
      'missing: RoutesConfigDump',
      'missing: ClustersConfigDump',
      'missing: /clusters',
      'missing: EcdsConfigDump',
      'missing: SecretsConfigDump',
    ]);
    expect(config.sections).toEqual({
      listeners: false,
      clusters: false,
      routes: false,
      endpoints: false,
      hostStatuses: false,
    });
  });

  it('nor does a list of some resources, or a mask that leaves resources out', () => {
    const cluster = { '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster', name: 'a' };
    expect(told(configOf(documentOf([cluster])).cluster('b'))).toBe('missing: the rest of ClustersConfigDump');
    const masked = dump(section('ClustersConfigDump', { static_clusters: [{ last_updated: '2026-01-01T00:00:00Z' }] }));
    expect(told(masked.cluster('b'))).toBe('missing: the rest of ClustersConfigDump');
  });

  it('nor does a section in which a name cannot be read', () => {
    const misnamed = section('ClustersConfigDump', { static_clusters: [{ cluster: { name: { not: 'a name' } } }] });
    expect(told(dump(misnamed).cluster('b'))).toBe('missing: the rest of ClustersConfigDump');
  });

  it('a section that is there but empty does', () => {
    expect(told(dump(section('ClustersConfigDump', {})).cluster('b'))).toBe('absent');
  });
});

describe('clusters, routes, secrets, extensions', () => {
  const config = dump(
    section('ClustersConfigDump', {
      static_clusters: [{ cluster: { name: 'agent' } }],
      dynamic_active_clusters: [{ cluster: { name: 'a' }, version_info: '7', last_updated: 't' }],
      dynamic_warming_clusters: [{ cluster: { name: 'w' } }, { cluster: { name: 'a' } }],
    }),
    section('RoutesConfigDump', {
      static_route_configs: [{ route_config: { name: 'in' } }, { route_config: { name: 'in' } }],
      dynamic_route_configs: [{ route_config: { name: '80' } }],
    }),
    section('SecretsConfigDump', {
      dynamic_warming_secrets: [{ name: 'file-root:system', secret: { name: 'file-root:system' } }],
      dynamic_active_secrets: [{ name: 'default', secret: { name: 'default' } }],
    }),
    section('EcdsConfigDump', {
      ecds_filters: [
        { ecds_filter: { name: 'f', typed_config: { '@type': 'x/envoy.extensions.filters.http.cors.v3.Cors' } } },
      ],
    }),
  );

  it.each<[string, Lookup<unknown>, string]>([
    ['a static cluster', config.cluster('agent'), 'static | /configs/0/static_clusters/0/cluster'],
    [
      'an active one, an update warming',
      config.cluster('a'),
      'active | /configs/0/dynamic_active_clusters/0/cluster | a newer version is warming',
    ],
    [
      'one that is only warming',
      config.cluster('w'),
      'not serving: warming | /configs/0/dynamic_warming_clusters/0/cluster',
    ],
    ['a route by RDS', config.routeConfiguration('80'), 'active | /configs/1/dynamic_route_configs/0/route_config'],
    [
      'an inline route that is listed twice',
      config.routeConfiguration('in'),
      'static | /configs/1/static_route_configs/0/route_config',
    ],
    ['a secret', config.secret('default'), 'active | /configs/2/dynamic_active_secrets/0/secret'],
    [
      'a secret that has not come',
      config.secret('file-root:system'),
      'not serving: warming | /configs/2/dynamic_warming_secrets/0/secret',
    ],
    ['an extension config', config.extensionConfig('f'), 'active | /configs/3/ecds_filters/0/ecds_filter'],
  ])('%s', (_name, lookup, expected) => {
    expect(told(lookup)).toBe(expected);
  });

  it('version and time of an entry', () => {
    expect(config.cluster('a')).toMatchObject({ versionInfo: '7', lastUpdated: 't' });
  });

  it('names, of what serves', () => {
    expect(config.clusterNames()).toEqual(['agent', 'a']);
    expect(config.routeConfigurationNames()).toEqual(['in', '80']);
  });

  it('an extension config is parsed as an HTTP filter’s', () => {
    expect(config.extensionConfig('f')).toMatchObject({ value: { kind: 'cors' } });
  });

  it('what was found once is found again as the very same', () => {
    expect(config.cluster('a')).toBe(config.cluster('a'));
    expect(config.clusterNames()).toBe(config.clusterNames());
  });
});

describe('version', () => {
  const of = (node: JsonObject, serverVersion?: string) =>
    readEnvoyConfig({
      dump: readConfigDump(documentOf({ configs: [section('BootstrapConfigDump', { bootstrap: { node } })] })),
      ...(serverVersion !== undefined && { serverInfo: documentOf({ version: serverVersion }) }),
    }).version;
  const build = (version: JsonObject) => ({ user_agent_build_version: { version } });

  it.each<[string, string | undefined, string | undefined]>([
    ['of the bootstrap', of(build({ major_number: 1, minor_number: 40, patch: 2 })), '1.40.2'],
    ['a patch of 0 is not printed', of(build({ major_number: 1, minor_number: 40 })), '1.40.0'],
    ['user_agent_version', of({ user_agent_version: '1.13.1' }), '1.13.1'],
    ['of /server_info', of({}, 'sha/1.40.0/Clean/RELEASE/BoringSSL'), '1.40.0'],
    ['a development build', of({}, 'sha/1.35.1-dev/Clean/RELEASE/BoringSSL'), '1.35.1'],
    ['what runs wins', of(build({ major_number: 1, minor_number: 20 }), 'sha/1.40.0/Clean'), '1.40.0'],
    ['Istio’s version is not Envoy’s', of({ metadata: { ISTIO_VERSION: '1.32.0' } }), undefined],
    ['nonsense', of({ user_agent_version: 'x' }, 'y'), undefined],
  ])('%s', (_name, version, expected) => {
    expect(version).toBe(expected);
  });
});
