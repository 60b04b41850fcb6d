import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEnvoy, NO_ENVOY } from '../../../src/lab/envoy/findEnvoy.js';
import { startPair, type AdminPair, type Answer } from './adminPair.js';
import { normalised } from './normalised.js';

const ENVOY = findEnvoy();

/** Each is asked of both, on every bootstrap. */
const PATHS = [
  '/ready',
  '/server_info',
  '/listeners',
  '/listeners?format=json',
  '/listeners?format=xml',
  '/clusters',
  '/clusters?format=json',
  '/clusters?format=xml',
  '/clusters?filter=^o',
  '/clusters?filter=o$&format=json',
  '/clusters?filter=(',
  '/config_dump',
  '/config_dump?include_eds',
  '/config_dump?include_eds=false',
  '/config_dump?unknown=1',
  '/config_dump?resource=static_clusters',
  '/config_dump?resource=static_listeners',
  '/config_dump?resource=dynamic_listeners',
  '/config_dump?resource=dynamic_active_clusters',
  '/config_dump?resource=static_route_configs',
  '/config_dump?resource=dynamic_route_configs',
  '/config_dump?resource=static_secrets',
  '/config_dump?resource=dynamic_endpoint_configs',
  '/config_dump?include_eds&resource=dynamic_endpoint_configs',
  '/config_dump?include_eds&resource=static_endpoint_configs',
  '/config_dump?resource=bootstrap',
  '/config_dump?resource=nope',
  '/config_dump?resource=',
  '/config_dump?resource=static_clusters&mask=cluster.name',
  '/config_dump?resource=static_clusters&mask=cluster.type,last_updated',
  '/config_dump?resource=dynamic_listeners&mask=name,active_state.listener.name',
  '/config_dump?resource=static_clusters&mask=cluster.foo',
  '/config_dump?mask=bootstrap.node.id',
  '/config_dump?mask=bootstrap.foo',
  '/config_dump?mask=static_clusters',
  '/config_dump?mask=static_clusters.cluster',
  '/config_dump?mask=bootstrap,version_info',
  '/config_dump?name_regex=o.*',
  '/config_dump?name_regex=none',
  '/config_dump?name_regex=.*&resource=static_clusters',
  '/config_dump?name_regex=(',
  '/stats?format=xyz',
  '/stats?filter=(',
  '/stats?type=xyz',
  '/stats?filter=^cluster_manager.cluster_added$',
  '/stats?filter=^cluster_manager.cluster_added$&format=json',
  '/stats?filter=^listener_manager.total_listeners_active$&format=prometheus',
  '/stats/prometheus?filter=^cluster_manager.active_clusters$',
  '/stats?filter=membership&type=Gauges',
  '/stats?filter=_rq_[25]xx',
  '/stats/prometheus?filter=downstream_rq_',
  '/stats/prometheus?filter=^cluster.*membership',
  '/stats/prometheus?filter=downstream_cx_total',
  '/stats?filter=rq_time&format=json',
  '/stats/prometheus?filter=^http.*downstream_rq_time',
  '/init_dump',
  '/runtime',
  '/logging',
  '/quitquitquit',
  '/healthcheck/fail',
  '/drain_listeners',
] as const;

/** The same, by POST. What they change is seen by what follows. */
const POSTS = [
  '/logging',
  '/logging?level=info',
  '/logging?level=loud',
  '/logging?admin=debug',
  '/logging?nobody=debug',
  '/logging?paths=admin:trace,http:off',
  '/logging?admin=info&http=info',
  '/listeners',
  '/healthcheck/fail',
  '/ready',
  '/healthcheck/ok',
  '/ready',
] as const;

describe.skipIf(ENVOY === undefined)(ENVOY === undefined ? `like Envoy (${NO_ENVOY})` : 'like Envoy', () => {
  describe.each(['http.yaml', 'tls.yaml', 'files.yaml', 'sidecar.yaml'])('on %s', (bootstrap) => {
    let pair: AdminPair;
    beforeAll(async () => {
      pair = await startPair(ENVOY ?? '', bootstrap);
    });
    afterAll(() => pair.close());

    async function expectSame(path: string, method: string): Promise<void> {
      const [real, own] = await Promise.all([pair.envoy(path, method), pair.proxy(path, method)]);
      expect(shown(own, path)).toEqual(shown(real, path));
    }

    test.each(PATHS)('GET %s', (path) => expectSame(path, 'GET'));

    test.each(POSTS.map((path, index) => [path, index] as const))('POST %s', (path) => expectSame(path, 'POST'));

    test('has no stat that Envoy does not have', async () => {
      const names = ({ body }: Answer) => body.split('\n').map((line) => line.split(': ')[0] ?? '');
      const [real, own] = await Promise.all([pair.envoy('/stats'), pair.proxy('/stats')]);
      const known = new Set(names(real).map(withoutPort));
      expect(names(own).filter((name) => !known.has(withoutPort(name)))).toEqual([]);
    });
  });
});

function withoutPort(name: string): string {
  return name.replace(/(127\.0\.0\.1_)\d+/g, '$1PORT');
}

function shown({ status, headers, body }: Answer, path: string) {
  const { date: _date, ...others } = headers;
  return { status, headers: others, body: normalised(body, path) };
}
