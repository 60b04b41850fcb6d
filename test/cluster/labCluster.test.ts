import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labDown } from '../../src/lab/up/labDown.js';
import { labUp } from '../../src/lab/up/labUp.js';
import { parseLabFile } from '../../src/lab/read/readLabFile.js';
import { passthrough } from '../lab/build/pair.js';
import { PROXIES } from '../lab/proxies.js';
import { kubectl, NO_KUBECTL, withKubectl } from './kubectl.js';
import { labCluster } from './labCluster.js';
import { startCluster, type TestCluster } from './startCluster.js';

const LAB = (name: string) =>
  parseLabFile(
    `
name: ${name}
pods:
  - name: server
    namespace: web
    labels: { app: server }
    ips: [10.20.1.11]
    apps: [{ kind: plain, port: 8080, bind: 0.0.0.0 }]
    sidecar: { config: { bootstrap: { static_resources: ${JSON.stringify(passthrough())} } } }
services:
  - { name: server, namespace: web, vips: [10.96.0.11], selector: { app: server }, ports: [{ port: 80, targetPort: 8080 }] }
`,
    'one.yaml',
  );

describe.for(PROXIES)(
  withKubectl('a lab behind the test cluster with $title'),
  { timeout: 90_000 },
  ({ kind, missing }) => {
    const skipped = missing || NO_KUBECTL !== '';
    const name = `cluster-${kind}`;
    let cluster: TestCluster;

    beforeAll(async () => {
      if (skipped) return;
      await labDown(name);
      cluster = await startCluster(labCluster(await labUp(LAB(name), { proxy: kind })));
    }, 90_000);
    afterAll(async () => {
      if (skipped) return;
      await cluster.close();
      await labDown(name);
    });

    const run = (...args: readonly string[]) => kubectl(cluster.kubeconfigPath, ['-n', 'web', ...args]);

    test.skipIf(skipped)('has the lab’s pods, Services, endpoints and node', async () => {
      const { stdout } = await run('get', 'pods,svc,endpointslices,nodes', '-o', 'name');
      expect(stdout.trim().split('\n')).toEqual([
        'pod/server',
        'service/server',
        'endpointslice.discovery.k8s.io/server-v4',
        expect.stringMatching(/^node\//),
      ]);
    });

    test.skipIf(skipped)('runs an exec in the pod’s network namespace', async () => {
      const { stdout } = await run('exec', 'server', '-c', 'app', '--', 'ip', '-4', '-o', 'address', 'show', 'eth0');
      expect(stdout).toContain('10.20.1.11/');
    });

    test.skipIf(skipped)('asks the proxy by pilot-agent', async () => {
      const { stdout } = await run(
        'exec',
        'server',
        '-c',
        'istio-proxy',
        '--',
        'pilot-agent',
        'request',
        'GET',
        'config_dump',
      );
      expect(JSON.parse(stdout)).toHaveProperty('configs');
    });

    test.skipIf(skipped)('reaches the app at the pod’s address', async () => {
      const { stdout } = await run('get', '--raw', '/api/v1/namespaces/web/pods/server:8080/proxy/path');
      expect(JSON.parse(stdout)).toMatchObject({ pod: 'server.web', path: '/path' });
    });
  },
);
