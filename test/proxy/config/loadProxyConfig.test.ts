import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSupported } from '../../../src/proxy/config/checkSupported.js';
import { loadProxyConfig } from '../../../src/proxy/config/loadProxyConfig.js';
import { refuseProblems } from '../../../src/proxy/config/refuseProblems.js';
import { UserError } from '../../../src/text/UserError.js';

function load(text: string, name = 'boot.yaml') {
  const print = (message: Parameters<Parameters<typeof loadProxyConfig>[0]['print']>[0]) => message;
  return loadProxyConfig({ bytes: Buffer.from(text), name, print, now: new Date(0) });
}

const CLUSTER =
  '{name: a, type: STATIC, load_assignment: {cluster_name: a, endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 10.0.0.1, port_value: 80}}}}]}]}}';
const ROUTER = "{name: r, typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}";

function listener(httpFilters: string, more = ''): string {
  const manager =
    'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
  const routes =
    "{name: r, virtual_hosts: [{name: v, domains: ['*'], routes: [{match: {prefix: /}, route: {cluster: a}}]}]}";
  return `{name: l, address: {socket_address: {address: 127.0.0.1, port_value: 80}}, filter_chains: [{filters: [{name: h, typed_config: {'@type': ${manager}, stat_prefix: s, route_config: ${routes}, http_filters: [${httpFilters}]${more}}}]}]}`;
}

const bootstrap = (listeners: string) => `static_resources: {clusters: [${CLUSTER}], listeners: [${listeners}]}`;

describe('a bootstrap', () => {
  test('becomes a dump: clusters, listeners and their inline routes are static', async () => {
    const { config, kind } = await load(bootstrap(listener(ROUTER)));
    expect(kind).toBe('bootstrap');
    expect(config.clusterNames()).toEqual(['a']);
    expect(config.listeners().map(({ name }) => name)).toEqual(['l']);
    expect(config.routeConfiguration('r')).toMatchObject({ kind: 'found', state: 'static' });
  });

  test('a pointer leads back to the file', async () => {
    const { config, sourceOf } = await load(bootstrap(listener(ROUTER)));
    expect(sourceOf(config.listeners()[0]?.filterChains[0]?.at ?? '')).toBe(
      'boot.yaml:/static_resources/listeners/0/filter_chains/0',
    );
  });

  test('a source that is no file is refused', async () => {
    await expect(load('dynamic_resources: {cds_config: {ads: {}}}')).rejects.toMatchObject({
      message: 'a configuration source that is no file is not supported',
      where: 'boot.yaml:/dynamic_resources/cds_config',
      exitCode: 5,
    });
  });

  test('what is no configuration is refused', async () => {
    await expect(load('- 1', 'list.yaml')).rejects.toMatchObject({ where: 'list.yaml', exitCode: 5 });
    await expect(load('{"a": ', 'cut.json')).rejects.toMatchObject({ exitCode: 5 });
  });
});

describe('files of resources', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hopctl-config-'));
    const eds =
      '{name: e, type: EDS, eds_cluster_config: {service_name: s, eds_config: {path_config_source: {path: FOLDER/eds.json}}}}';
    writeFileSync(join(folder, 'cds.yaml'), `version_info: '3'\nresources: [${eds.replace('FOLDER', folder)}]\n`);
    const endpoint = { endpoint: { address: { socket_address: { address: '10.0.0.9', port_value: 80 } } } };
    const assignment = { cluster_name: 's', endpoints: [{ lb_endpoints: [endpoint] }] };
    writeFileSync(join(folder, 'eds.json'), JSON.stringify({ version_info: '4', resources: [assignment] }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('clusters by CDS are active, their hosts come by EDS', async () => {
    const { config } = await load(`dynamic_resources: {cds_config: {path_config_source: {path: ${folder}/cds.yaml}}}`);
    const found = config.cluster('e');
    expect(found).toMatchObject({ kind: 'found', state: 'active', versionInfo: '3' });
    const assignment = found.kind === 'found' ? config.loadAssignment(found.value) : undefined;
    expect(assignment).toMatchObject({ kind: 'found', versionInfo: '4' });
  });

  test('one that is missing is named', async () => {
    await expect(
      load(`dynamic_resources: {lds_config: {path_config_source: {path: ${folder}/none.yaml}}}`),
    ).rejects.toMatchObject({ where: join(folder, 'none.yaml'), exitCode: 5 });
  });
});

describe('what is not supported', () => {
  const LUA = "{name: tag, typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua}}";
  const STATS =
    "{name: g, typed_config: {'@type': type.googleapis.com/envoy.extensions.filters.http.grpc_stats.v3.FilterConfig}}";

  async function problemsOf(listeners: string, passOver = '') {
    const loaded = await load(bootstrap(listeners));
    const { problems, passedOver } = checkSupported(loaded.config, ({ typeUrl }) => typeUrl === passOver);
    return { problems: problems.map(({ message, at }) => `${message} @ ${loaded.sourceOf(at)}`), passedOver, loaded };
  }

  test('is named with its pointer', async () => {
    const { problems } = await problemsOf(listener(`${LUA}, ${ROUTER}`));
    expect(problems).toEqual([
      'filter tag (envoy.extensions.filters.http.lua.v3.Lua) is not supported @ boot.yaml:/static_resources/listeners/0/filter_chains/0/filters/0/typed_config/http_filters/0',
    ]);
  });

  test('may be passed over, and is counted; what only measures always is', async () => {
    const { problems, passedOver } = await problemsOf(
      listener(`${LUA}, ${STATS}, ${ROUTER}`),
      'envoy.extensions.filters.http.lua.v3.Lua',
    );
    expect(problems).toEqual([]);
    expect([...passedOver]).toEqual([
      ['envoy.extensions.filters.http.lua.v3.Lua', 1],
      ['envoy.extensions.filters.http.grpc_stats.v3.FilterConfig', 1],
    ]);
  });

  test('an operator of an access log is named', async () => {
    const file = 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog';
    const log = `, access_log: [{name: f, typed_config: {'@type': ${file}, path: /dev/null, log_format: {text_format: '%NOPE%'}}}]`;
    const { problems } = await problemsOf(listener(ROUTER, log));
    expect(problems[0]).toMatch(
      /^access log format: %NOPE% is not supported @ boot\.yaml:.*access_log\/0\/typed_config$/,
    );
  });

  test('ends the start with exit 5', async () => {
    const { loaded } = await problemsOf(listener(`${LUA}, ${ROUTER}`));
    const { problems } = checkSupported(loaded.config, () => false);
    expect(() => refuseProblems(problems, loaded)).toThrow(UserError);
    expect(() => refuseProblems([], loaded)).not.toThrow();
  });
});
