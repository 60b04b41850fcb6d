import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareDump } from '../../../src/lab/envoy/prepareProxy.js';
import { parseJson } from '../../../src/text/json/parseJson.js';
import { ROOT } from '../../house/sourceFiles.js';

const PATHS = { dir: '/run/lab/pod', accessLog: '/run/lab/pod/access.jsonl', sockets: '/run/lab/s/0' };

function prepare(pod: string, kind: 'envoy' | 'reference'): ReturnType<typeof prepareDump> {
  const file = join(ROOT, 'fixtures', 'shop', 'pods', pod, 'config_dump.json');
  return prepareDump(parseJson(readFileSync(file), file).value, file, { ...PATHS, kind });
}

describe('what a proxy runs with instead of its dump', () => {
  const frontend = prepare('web/frontend-7d9c6b5f4-2xkqp', 'envoy');
  const text = JSON.stringify([frontend.bootstrap, ...frontend.resources.values()]);

  test.each(['istio.stats', 'istio.metadata_exchange', 'istio.alpn'])('has no filter %s', (name) =>
    expect(text).not.toContain(`"name":"${name}"`),
  );
  test('asks no control plane', () => expect(text).not.toContain('"ads":'));
  test('has every listener and cluster of the dump', () => {
    const [listeners, clusters] = [...frontend.resources]
      .filter(([path]) => /(?:listeners|clusters)-0\.json$/.test(path))
      .map(([, response]) => (Array.isArray(response.resources) ? response.resources.length : 0));
    // As docs of the fixture count them: 28 dynamic listeners, 49 dynamic clusters.
    expect([listeners, clusters].sort()).toEqual([28, 49]);
  });
  test('finds each route configuration and load assignment by its name', () => {
    expect(Object.keys(frontend.index.routes ?? {})).toContain('9080');
    expect(Object.keys(frontend.index.endpoints ?? {})).toContain('outbound|8080|v1|catalog.web.svc.cluster.local');
  });
  test('logs where we read', () => {
    const paths = [...text.matchAll(/FileAccessLog","path":"([^"]+)"/g)].map(([, path]) => path);
    expect(new Set(paths)).toEqual(new Set(['/dev/null', PATHS.accessLog]));
  });
  test('asks for the secrets of a sidecar', () =>
    expect(frontend.secrets).toEqual(
      expect.arrayContaining([
        { name: 'default', kind: 'certificate', serverNames: [] },
        { name: 'ROOTCA', kind: 'ca', serverNames: [] },
      ]),
    ));
  test('has its sockets in a short folder', () => {
    expect(frontend.sdsSockets).toEqual([expect.stringMatching(/^\/run\/lab\/s\/0\/\d+\.sock$/)]);
    expect(text).not.toContain('workload-spiffe-uds');
  });

  test("a gateway's certificates come from the agent, too", () => {
    const gateway = prepare('istio-system/istio-ingressgateway-5d6f9c7b88-r4m2h', 'envoy');
    const ofGateway = gateway.secrets.filter(({ name }) => name.startsWith('kubernetes://'));
    // Each for the hosts of the servers that name it.
    expect(ofGateway.map(({ name, kind, serverNames }) => [name, kind, serverNames])).toEqual([
      ['kubernetes://shop-cert', 'certificate', ['secure.shop.example.com']],
      ['kubernetes://admin-cert', 'certificate', ['admin.shop.example.com']],
    ]);
  });

  test('the reference proxy reads files', () => {
    const { bootstrap } = prepare('web/frontend-7d9c6b5f4-2xkqp', 'reference');
    expect(bootstrap.dynamic_resources).toMatchObject({
      lds_config: { path_config_source: { path: '/run/lab/pod/xds/listeners-0.json' } },
    });
  });

  test('a dump of the v2 API is refused', () => {
    const file = join(ROOT, 'fixtures/bookstore-15/pods/books/storefront-v1-7f44c4d57c-ksf9b/config_dump.json');
    const dump = parseJson(readFileSync(file), file).value;
    expect(() => prepareDump(dump, file, { ...PATHS, kind: 'envoy' })).toThrow('v2 API');
  });
});
