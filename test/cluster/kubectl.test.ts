import { request as httpRequest, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { podObject } from './examplePods.js';
import { kubectl, NO_KUBECTL, startKubectl, untilPrinted, withKubectl, type KubectlResult } from './kubectl.js';
import { startCluster, type TestCluster } from './startCluster.js';

/** For a machine that is busy. */
const WAIT = { timeout: 20_000 };
const RBAC = 'rbac.authorization.k8s.io/v1';
const isRoot = process.getuid?.() === 0;

let web: Server;
let cluster: TestCluster;

beforeAll(async () => {
  web = createServer((request, response) => response.end(`${request.url ?? ''} ${'x'.repeat(3_000_000)}`));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const { port } = web.address() as AddressInfo;
  cluster = await startCluster({
    objects: [
      podObject({ name: 'web', labels: { app: 'web' } }),
      podObject({ name: 'api', namespace: 'shop', labels: { app: 'api', tier: 'back' }, containers: ['app'] }),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: {
          clusterIP: '10.0.0.9',
          selector: { app: 'web' },
          ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }],
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: 'node-a' },
        status: { conditions: [{ type: 'Ready', status: 'True' }], nodeInfo: { kubeletVersion: 'v1.32.4' } },
      },
      {
        apiVersion: RBAC,
        kind: 'Role',
        metadata: { name: 'reader', namespace: 'shop' },
        rules: [
          { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
          { apiGroups: [''], resources: ['pods/log'], verbs: ['get'], resourceNames: ['api'] },
        ],
      },
      {
        apiVersion: RBAC,
        kind: 'RoleBinding',
        metadata: { name: 'jane-reads', namespace: 'shop' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'jane' }],
      },
    ],
    backends: {
      'default/web': {
        ports: { 8080: { host: '127.0.0.1', port } },
        addressPorts: { 8080: { host: '127.0.0.1', port } },
        place: { prefix: [] },
        logs: { app: 'one\ntwo\nthree\n' },
      },
    },
    fateOf: () => ({ kind: 'run' }),
  });
});

afterAll(async () => {
  await cluster.close();
  web.close();
});

function run(...args: readonly string[]): Promise<KubectlResult> {
  return kubectl(cluster.kubeconfigPath, args);
}

describe.skipIf(NO_KUBECTL !== '')(withKubectl('kubectl get'), () => {
  test('prints the server’s table', async () => {
    const { stdout } = await run('get', 'pods', '-A', '-o', 'wide');
    expect(stdout.replaceAll(/\b\d+s\b/g, 'AGE').replaceAll(/ +/g, ' ')).toBe(
      [
        'NAMESPACE NAME READY STATUS RESTARTS AGE IP NODE NOMINATED NODE READINESS GATES',
        'default web 2/2 Running 0 AGE 10.1.0.7 node-a <none> <none>',
        'shop api 1/1 Running 0 AGE 10.1.0.7 node-a <none> <none>',
        '',
      ].join('\n'),
    );
  });

  test.each([
    [['get', 'pods', '-A', '-l', 'app in (api,other),tier'], 'pod/api\n'],
    [['get', 'po', '-A', '-l', 'tier!=back'], 'pod/web\n'],
    [['get', 'pods', '-A', '--field-selector', 'metadata.name=web,status.phase=Running'], 'pod/web\n'],
    [['get', 'svc,no'], 'service/web\nnode/node-a\n'],
    [['get', 'pods', '-A', '--chunk-size=1'], 'pod/web\npod/api\n'],
  ])('%j gives %j', async (args, expected) => {
    expect((await run(...args, '-o', 'name')).stdout).toBe(expected);
  });

  test('gives an object as JSON', async () => {
    const pod: unknown = JSON.parse((await run('get', 'pod', 'api', '-n', 'shop', '-o', 'json')).stdout);
    expect(pod).toMatchObject({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'shop' } });
  });

  test('says what is not there, and what the server does not know', async () => {
    expect((await run('get', 'pods', 'nobody')).stderr).toBe('Error from server (NotFound): pods "nobody" not found\n');
    expect((await run('get', 'unicorns')).stderr).toContain('the server doesn\'t have a resource type "unicorns"');
  });

  test('watches', async () => {
    const child = startKubectl(cluster.kubeconfigPath, ['get', 'cm', '-w', '-o', 'name']);
    try {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const printed = untilPrinted(child, 'configmap/seen\n');
      cluster.state.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'seen' } });
      await printed;
    } finally {
      child.kill();
    }
  });
});

describe.skipIf(NO_KUBECTL !== '')(withKubectl('kubectl and who may do what'), () => {
  test('RBAC answers as the real server words it', async () => {
    const jane = await cluster.userWithToken({ name: 'jane' });
    expect((await kubectl(jane, ['get', 'pods', '-n', 'shop', '-o', 'name'])).stdout).toBe('pod/api\n');
    expect((await kubectl(jane, ['get', 'pods'])).stderr).toBe(
      'Error from server (Forbidden): pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "default"\n',
    );
    expect((await kubectl(jane, ['exec', '-n', 'shop', 'api', '--', 'true'])).stderr).toMatch(
      /pods "api" is forbidden: User "jane" cannot (?:get|create) resource "pods\/exec" in API group "" in the namespace "shop"/,
    );
    expect((await kubectl(jane, ['get', 'nodes'])).stderr).toContain('at the cluster scope');
  });

  test.each([
    [['get', 'pods', '-n', 'shop'], 'yes'],
    [['get', 'pods', '-n', 'default'], 'no'],
    [['get', 'pods/api', '--subresource=log', '-n', 'shop'], 'yes'],
    [['get', 'pods/other', '--subresource=log', '-n', 'shop'], 'no'],
    [['get', '/version'], 'yes'],
  ])('auth can-i %j: %s', async (args, expected) => {
    expect((await run('auth', 'can-i', ...args, '--as', 'jane')).stdout.trim()).toBe(expected);
  });

  test('auth can-i --list names the rules', async () => {
    const { stdout } = await run('auth', 'can-i', '--list', '--as', 'jane', '-n', 'shop');
    expect(stdout).toMatch(/^pods\/log +\[\] +\[api\] +\[get\]$/m);
  });

  test('a client certificate is a user, too', async () => {
    const path = await cluster.userWithCertificate({ name: 'jane', groups: ['staff'] });
    expect((await kubectl(path, ['get', 'pods', '-n', 'shop', '-o', 'name'])).stdout).toBe('pod/api\n');
  });

  test('a token that has expired is not let in', async () => {
    const path = await cluster.userWithToken({ name: 'jane', lifetime: 0 });
    expect((await kubectl(path, ['get', 'pods', '-n', 'shop'])).stderr).toMatch(/Unauthorized|must be logged in/);
  });
});

describe.skipIf(NO_KUBECTL !== '')(withKubectl('kubectl port-forward'), () => {
  test.each([
    ['inside of a WebSocket', { KUBECTL_PORT_FORWARD_WEBSOCKETS: 'true' }, /SPDY\/3\.1/],
    ['plain SPDY', { KUBECTL_PORT_FORWARD_WEBSOCKETS: 'false' }, /^SPDY\/3\.1$/],
  ])('%s: carries several requests', async (_, env, upgrade) => {
    const child = startKubectl(cluster.kubeconfigPath, ['port-forward', 'svc/web', ':80'], env);
    try {
      const printed = await untilPrinted(child, '-> 8080\n');
      const port = Number(/127\.0\.0\.1:(\d+)/.exec(printed)?.[1]);
      const bodies = await Promise.all(['/a', '/b', '/c'].map((path) => get(port, path)));
      expect(bodies.map((body) => [body.slice(0, 4), body.length])).toEqual([
        ['/a x', 3_000_003],
        ['/b x', 3_000_003],
        ['/c x', 3_000_003],
      ]);
      expect(lastSeen('pods/portforward').upgrade).toMatch(upgrade);
    } finally {
      child.kill();
    }
  });
});

describe.skipIf(NO_KUBECTL !== '').each([['true'], ['false']])(
  withKubectl('kubectl exec with KUBECTL_REMOTE_COMMAND_WEBSOCKETS=%s'),
  (webSockets) => {
    const env = { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: webSockets };

    test('stdin, stdout, stderr, exit code', async () => {
      const argv = ['exec', '-i', 'web', '-c', 'app', '--', 'sh', '-c', 'cat; echo bad >&2; exit 7'];
      const { stdout, stderr, code } = await kubectl(cluster.kubeconfigPath, argv, { input: 'hello\n', env });
      expect(stdout).toBe('hello\n');
      expect(stderr).toBe('bad\ncommand terminated with exit code 7\n');
      expect(code).toBe(7);
    });

    test('a lot of output', async () => {
      const argv = ['exec', 'web', '-c', 'app', '--', 'head', '-c', '3000000', '/dev/zero'];
      expect((await kubectl(cluster.kubeconfigPath, argv, { env })).stdout).toHaveLength(3_000_000);
    });
  },
);

describe.skipIf(NO_KUBECTL !== '')(withKubectl('kubectl writes'), () => {
  test('apply creates, then patches; patch and delete', async () => {
    const manifest = (value: string) =>
      JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'made' }, data: { key: value } });
    const apply = (input: string) => kubectl(cluster.kubeconfigPath, ['apply', '-f', '-'], { input });
    expect((await apply(manifest('a'))).stdout).toBe('configmap/made created\n');
    expect((await apply(manifest('b'))).stdout).toBe('configmap/made configured\n');
    expect((await apply(manifest('b'))).stdout).toBe('configmap/made unchanged\n');
    await run('patch', 'cm', 'made', '--type=json', '-p', '[{"op":"add","path":"/data/more","value":"c"}]');
    await run('patch', 'cm', 'made', '--type=merge', '-p', '{"data":{"third":"d"}}');
    await run('label', 'cm', 'made', 'a=b');
    expect(cluster.state.get('configmaps', 'default', 'made')).toMatchObject({
      metadata: { labels: { a: 'b' } },
      data: { key: 'b', more: 'c', third: 'd' },
    });
    expect((await run('delete', 'cm', 'made')).stdout).toContain('deleted');
    expect(cluster.state.get('configmaps', 'default', 'made')).toBeUndefined();
  });

  test('logs, to the end and the last lines', async () => {
    expect((await run('logs', 'web', '-c', 'app')).stdout).toBe('one\ntwo\nthree\n');
    expect((await run('logs', 'web', '-c', 'app', '--tail=1')).stdout).toBe('three\n');
  });

  test('the proxy subresource leads to the pod’s address', async () => {
    const { stdout } = await run('get', '--raw', '/api/v1/namespaces/default/pods/web:8080/proxy/path?q=1');
    expect(stdout).toMatch(/^\/path\?q=1 x/);
  });
});

const debugs = withKubectl(isRoot ? 'kubectl debug' : 'kubectl debug (skipped: not root)');
describe.skipIf(NO_KUBECTL !== '' || !isRoot)(debugs, () => {
  test('an ephemeral container runs where the pod is', async () => {
    const { code } = await run(
      'debug',
      'web',
      '--image=busybox',
      '-c',
      'extra',
      '--profile=general',
      '--',
      'sh',
      '-c',
      'echo here; sleep 60',
    );
    expect(code).toBe(0);
    await expect.poll(async () => (await run('logs', 'web', '-c', 'extra')).stdout, WAIT).toBe('here\n');
    expect((await run('exec', 'web', '-c', 'extra', '--', 'echo', 'inside')).stdout).toBe('inside\n');
  });

  test.each(['true', 'false'])('is attached to, with KUBECTL_REMOTE_COMMAND_WEBSOCKETS=%s', async (webSockets) => {
    const argv = [
      'debug',
      '-i',
      'web',
      '--image=busybox',
      '-c',
      `shell-${webSockets}`,
      '--profile=general',
      '--',
      'sh',
    ];
    const input = 'echo attached; exit 4\n';
    const env = { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: webSockets };
    expect((await kubectl(cluster.kubeconfigPath, argv, { input, env })).stdout).toBe('attached\n');
  });

  test('a pod on the node runs, and goes with all of its processes', async () => {
    const { stdout } = await run('debug', 'node/node-a', '--image=busybox', '--profile=general', '--', 'sleep', '60');
    const name = /debugging pod (\S+)/.exec(stdout)?.[1] ?? '';
    await expect.poll(() => cluster.pods.pidsOf(`default/${name}`), WAIT).toHaveLength(1);
    const [pid = 0] = cluster.pods.pidsOf(`default/${name}`);
    expect(process.kill(pid, 0)).toBe(true);
    await run('delete', 'pod', name, '--grace-period=1');
    expect(cluster.state.get('pods', 'default', name)).toBeUndefined();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

function lastSeen(resource: string) {
  const found = cluster.requests.findLast((one) => one.resource === resource);
  if (found === undefined) throw new Error(`no request of ${resource}`);
  return found;
}

function get(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject);
    sent.end();
  });
}
