import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inProcess } from '../commands/inProcess.js';
import { agentPod, CART, helpersOf, startNodeCluster, type NodeTestCluster } from './nodeCluster.js';
import { HELPER_LABELS } from '../../src/sources/node/helperLabels.js';

let all: NodeTestCluster;
beforeAll(async () => {
  all = await startNodeCluster([CART, agentPod({})]);
});
afterAll(() => all.close());

const hopctl = (...args: readonly string[]) => inProcess([...args, '--kubeconfig', all.test.kubeconfigPath]);

describe('node plan', () => {
  test('says every way, and does nothing', async () => {
    const before = all.test.requests.length;
    const { stdout, exitCode } = await hopctl('node', 'plan', 'cart.web');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => /^\S|^ {2}[0-9]/.test(line))).toEqual([
      'pod web/cart on node-a: ways to read its rules, each tried when the one before fails',
      '--node-access node',
      `  1. look for container ${'3'.padStart(64, '0')} on this machine`,
      '  2. enter its network namespace and read it',
      '--node-access agent',
      '  1. go into the agent istio-system/istio-cni-node-node-a on node-a',
      '  2. run a script there that reads and changes nothing',
      '--node-access pod',
      '  1. make a pod in web on node-a, which its deadline ends if nothing else does',
      '  2. run a script there that reads and changes nothing',
      '  3. remove the pod',
      '--node-access ephemeral',
      "  1. add an ephemeral container to web/cart; it ends after 120 seconds and stays in the pod's spec",
      '  2. run a script there that reads and changes nothing',
    ]);
    expect(stdout).toContain('    metadata: {name: hopctl, namespace: web}\n');
    expect(stdout).toContain('    - {apiGroups: [""], resources: [pods], verbs: [create, get, delete]}\n');
    expect(all.test.requests.slice(before).map(({ verb, code }) => `${verb} ${code}`)).toEqual(['get 200', 'list 200']);
    expect(all.execs).toEqual([]);
  });

  test('of a node, by one way', async () => {
    const { stdout } = await hopctl('node', 'plan', 'node/node-a', '--node-access', 'pod', '-o', 'json');
    const { plans } = JSON.parse(stdout) as { plans: unknown };
    expect(plans).toMatchObject([
      {
        of: 'node node-a',
        ways: [
          {
            access: 'pod',
            impossible: expect.stringMatching(/^nothing says which image/) as string,
            needs: [{ namespace: 'kube-system' }],
          },
        ],
      },
    ]);
  });

  test('the Role that it prints is enough for what it says', async () => {
    const user = await all.test.userWithToken({ name: 'reader' });
    const put = (object: object): unknown => all.test.state.put(object as Parameters<typeof all.test.state.put>[0]);
    const { stdout } = await hopctl('node', 'plan', 'cart.web', '--node-access', 'pod', '-o', 'json');
    const { plans } = JSON.parse(stdout) as {
      plans: { ways: { needs: { namespace: string; rules: { resource: string; verbs: string[] }[] }[] }[] }[];
    };
    const rules = plans[0]?.ways[0]?.needs[0]?.rules ?? [];
    put({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'hopctl', namespace: 'web' },
      rules: rules.map(({ resource, verbs }) => ({ apiGroups: [''], resources: [resource], verbs })),
    });
    put({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'hopctl', namespace: 'web' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'hopctl' },
      subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'reader' }],
    });
    const { openTestCluster } = await import('./nodeCluster.js');
    const { collectNetns } = await import('../../src/app/node/collectNetns.js');
    const cluster = await openTestCluster(all.test, user);
    const files = await collectNetns(cluster, all.pod(), all.options({ access: 'pod' }));
    cluster.close();
    expect(files).toHaveLength(3);
    expect(all.helpers()).toEqual([]);
  });
});

describe('iptables', () => {
  test('reads the rules of a pod now', async () => {
    const { stdout, exitCode } = await hopctl('iptables', 'cart.web', '-o', 'name', '--node-access', 'agent');
    expect([stdout, exitCode]).toEqual(['ip/nat:OUTPUT:rule:1\n', 0]);
  });
  test('with --dry-run says what node plan says', async () => {
    const { stdout } = await hopctl('iptables', 'cart.web', '--dry-run', '--node-namespace', 'ops');
    expect(stdout).toContain('make a pod in ops on node-a');
    expect(stdout).toBe((await hopctl('node', 'plan', 'cart.web', '--node-namespace', 'ops')).stdout);
  });
  test('--dry-run is not for evidence that is there', async () =>
    expect(await hopctl('iptables', '--file', 'x', '--dry-run')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--dry-run is for reading rules on a node') as string,
    }));
});

describe('node cleanup', () => {
  const helper = (name: string, { phase = 'Running', age = 0 }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'web',
      labels: HELPER_LABELS,
      creationTimestamp: new Date(Date.now() - age * 1000).toISOString(),
    },
    spec: { nodeName: 'node-a', containers: [], activeDeadlineSeconds: 300 },
    status: { phase },
  });
  beforeAll(() => {
    for (const pod of [
      helper('hopctl-node-a', {}),
      helper('hopctl-node-b', { phase: 'Failed' }),
      helper('hopctl-node-c', { age: 400 }),
    ])
      all.test.state.put(pod);
  });

  test('finds all, and with --dry-run removes none', async () => {
    const { stdout } = await hopctl('node', 'cleanup', '--dry-run');
    expect(stdout.split('\n').map((line) => line.split(/\s+/).join(' ').trim())).toEqual([
      'NAMESPACE NAME NODE STATE REMOVED',
      'web hopctl-node-a node-a in use no',
      'web hopctl-node-b node-a ended no',
      'web hopctl-node-c node-a overdue no',
      '',
    ]);
    expect(helpersOf(all.test)).toHaveLength(3);
  });

  test('removes those that nobody uses, and with --all the rest', async () => {
    await hopctl('node', 'cleanup', '-n', 'web');
    expect(helpersOf(all.test)).toEqual(['web/hopctl-node-a Running']);
    expect(await hopctl('node', 'cleanup', '--all', '-o', 'name')).toEqual({
      exitCode: 0,
      stdout: 'web/hopctl-node-a\n',
      stderr: '',
    });
    expect(helpersOf(all.test)).toEqual([]);
  });

  test('leaves other pods alone', () => expect(all.test.state.get('pods', 'web', 'cart')).toBeDefined());
});
