import { afterEach, describe, expect, test } from 'vitest';
import { collectNetns, collectNodeNetns } from '../../src/app/node/collectNetns.js';
import { NodeReaders } from '../../src/app/node/NodeReaders.js';
import {
  agentPod,
  CART,
  podOf,
  podWith,
  prints,
  REPORT,
  startNodeCluster,
  type NodeTestCluster,
} from './nodeCluster.js';

let running: NodeTestCluster | undefined;
const start: typeof startNodeCluster = async (...args) => {
  running = await startNodeCluster(...args);
  return running;
};
afterEach(async () => {
  await running?.close();
  running = undefined;
});

const HELPER = /^web\/hopctl-node-[0-9a-f]{10} Running$/;
const pathsOf = (files: readonly { readonly path: string }[]): readonly string[] => files.map(({ path }) => path);
const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('by an agent', () => {
  test('reads in the pod that is on the node, sees the node by its /host/proc, and makes nothing', async () => {
    const {
      cluster,
      pod,
      options,
      execs,
      test: server,
    } = await start([CART, agentPod({}), agentPod({ node: 'node-b' })]);
    const files = await collectNetns(cluster, pod(), options());
    expect(pathsOf(files)).toEqual([
      'pods/web/cart/iptables-save.nft.v4.txt',
      'pods/web/cart/iptables-save.nft.v6.txt',
      'pods/web/cart/nft.json',
    ]);
    expect(files[0]).toMatchObject({
      source: 'iptables-nft-save (agent istio-system/istio-cni-node-node-a on node-a)',
      at: '1970-01-01T00:00:00.000Z',
      bytes: Buffer.from('*nat\n-A OUTPUT -p tcp -j REDIRECT --to-ports 15001\nCOMMIT\n'),
    });
    expect(execs).toEqual([
      `istio-system/istio-cni-node-node-a install-cni: sh -s -- container ${'3'.padStart(64, '0')} /host/proc`,
    ]);
    expect(server.requests.map(({ verb }) => verb)).toEqual(['list', 'get']);
  });

  test.each([
    [
      'not without the capabilities',
      agentPod({ add: ['NET_ADMIN'] }),
      'istio-system/istio-cni-node-node-a, container install-cni: it has no SYS_ADMIN',
    ],
    [
      'not one without a shell',
      agentPod({ image: 'example.org/install-cni:1.30.0-distroless' }),
      'istio-system/istio-cni-node-node-a, container install-cni: its image example.org/install-cni:1.30.0-distroless has no shell',
    ],
    [
      'not one of another node',
      agentPod({ node: 'node-b' }),
      'no pod with the label k8s-app=istio-cni-node is on node-a',
    ],
  ])('%s', async (_what, agent, message) => {
    const { cluster, pod, options } = await start([CART, agent]);
    expect(await failureOf(collectNetns(cluster, pod(), options({ access: 'agent' })))).toMatchObject({
      message,
      exitCode: 5,
    });
  });

  test('another label', async () => {
    const { cluster, pod, options, execs } = await start([CART, agentPod({})]);
    await collectNetns(cluster, pod(), options({ access: 'agent', agent: 'k8s-app in (a,istio-cni-node)' }));
    expect(execs).toHaveLength(1);
  });
});

describe('by a helper pod', () => {
  test('is there while it is read in, and gone then', async () => {
    const seen: (readonly string[])[] = [];
    const all = await start([CART], {
      exec: (call) => {
        seen.push(all.helpers());
        return prints(REPORT)(call);
      },
    });
    const files = await collectNetns(all.cluster, all.pod(), all.options());
    expect(files).toHaveLength(3);
    expect(seen).toEqual([[expect.stringMatching(HELPER)]]);
    expect(all.helpers()).toEqual([]);
    expect(all.execs[0]).toMatch(/^web\/hopctl-node-\w+ helper: sh -s -- container 0+3$/);
  });

  test('sees processes and nothing else of the node, with four capabilities, and its deadline', async () => {
    const made: unknown[] = [];
    const all = await start([CART], {
      exec: (call) => {
        made.push(all.test.state.get('pods', call.namespace, call.pod));
        return prints(REPORT)(call);
      },
    });
    await collectNetns(all.cluster, all.pod(), all.options());
    expect(made[0]).toMatchObject({
      metadata: { labels: { 'app.kubernetes.io/managed-by': 'hopctl', 'sidecar.istio.io/inject': 'false' } },
      spec: {
        nodeName: 'node-a',
        hostPID: true,
        automountServiceAccountToken: false,
        activeDeadlineSeconds: 300,
        restartPolicy: 'Never',
        tolerations: [{ operator: 'Exists' }],
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            image: 'example.org/proxyv2:1.30.0',
            securityContext: {
              privileged: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW', 'SYS_ADMIN', 'SYS_PTRACE'] },
            },
          },
        ],
      },
    });
    expect(made[0]).not.toHaveProperty('spec.hostNetwork');
    expect(made[0]).not.toHaveProperty('spec.volumes');
  });

  test('one serves all pods of a node', async () => {
    const { cluster, options, helpers, execs } = await start([CART]);
    const readers = new NodeReaders(cluster, options({ access: 'pod' }));
    await Promise.all([
      readers.collectPod(podOf(CART)),
      readers.collectPod(podOf(CART)),
      readers.collectNode('node-a'),
    ]);
    expect(helpers()).toHaveLength(1);
    expect(execs.map((line) => line.replace(/^.*-- /, '').replace(/0+3/, 'ID')).sort()).toEqual([
      'container ID',
      'container ID',
      'node -',
    ]);
    await readers.close();
    expect(helpers()).toEqual([]);
  });

  test("a node's own rules, in kube-system, with an image that is named", async () => {
    const { cluster, options, execs } = await start([CART]);
    const files = await collectNodeNetns(cluster, 'node-a', options({ image: 'example.org/tools:1' }));
    expect(pathsOf(files)[0]).toBe('nodes/node-a/iptables-save.nft.v4.txt');
    expect(execs[0]).toMatch(/^kube-system\/hopctl-node-\w+ helper: sh -s -- node -$/);
  });

  test.each([
    [
      'an image that cannot be had',
      { fateOf: () => ({ kind: 'waiting' as const, reason: 'ImagePullBackOff', message: 'no such image' }) },
      /cannot be started: ImagePullBackOff: no such image$/,
    ],
    [
      'an image without sleep',
      {
        fateOf: () => ({
          kind: 'waiting' as const,
          reason: 'CreateContainerError',
          message: 'exec: "sleep": executable file not found in $PATH',
        }),
      },
      /^the image example.org\/proxyv2:1.30.0 has no shell/,
    ],
    [
      'a script that finds no process',
      { exec: prints('hopctl-node 1\nfailed not-found no process of the container x is on this node\n', 3) },
      /^no process of the container x/,
    ],
    ['no shell', { exec: prints('', 127, 'sh: not found') }, /has no shell/],
    ['a script that is cut off', { exec: prints('hopctl-node 1\nfact pid 7\n') }, /cut off/],
    ['a program that is none of ours', { exec: prints('', 1, 'boom') }, /^nothing was read \(status 1\): boom$/],
  ])('is removed after %s', async (_what, more, message) => {
    const { cluster, pod, options, helpers } = await start([CART], more);
    expect(await failureOf(collectNetns(cluster, pod(), options({ access: 'pod' })))).toMatchObject({
      message: expect.stringMatching(message) as string,
      exitCode: 5,
    });
    expect(helpers()).toEqual([]);
  });

  test('is removed when the caller gives up', async () => {
    const stop = new AbortController();
    const { cluster, pod, options, helpers } = await start([CART], {
      exec: () =>
        new Promise(() => {
          stop.abort(new Error('enough'));
        }),
    });
    expect(
      await failureOf(collectNetns(cluster, pod(), options({ access: 'pod', signal: stop.signal }))),
    ).toMatchObject({ message: 'enough' });
    expect(helpers()).toEqual([]);
  });

  test('is removed although the first attempts fail', async () => {
    const { cluster, pod, options, helpers, test: server } = await start([CART]);
    server.faults.add({ when: ({ verb }) => verb === 'delete', times: 2, fault: { kind: 'close' } });
    await collectNetns(cluster, pod(), options({ access: 'pod' }));
    expect(helpers()).toEqual([]);
  });

  test('is removed when the answer to its making was lost', async () => {
    const { cluster, pod, options, helpers, test: server } = await start([CART]);
    server.faults.add({ when: ({ verb }) => verb === 'create', times: 1, fault: { kind: 'cut' } });
    expect(await failureOf(collectNetns(cluster, pod(), options({ access: 'pod' })))).toBeInstanceOf(Error);
    expect(helpers()).toEqual([]);
  });

  test('what cannot be removed is told', async () => {
    const { cluster, pod, options, notes, test: server } = await start([CART]);
    server.faults.add({ when: ({ verb }) => verb === 'delete', fault: { kind: 'status', code: 403, message: 'no' } });
    await collectNetns(cluster, pod(), options({ access: 'pod' }));
    expect(notes.at(-1)).toMatch(
      /^the pod web\/hopctl-node-\w+ could not be removed \(.*no\): it ends by itself, and hopctl node cleanup removes it$/,
    );
  });
});

describe('nothing is made', () => {
  test.each([
    [
      'with an image without a shell',
      podWith({ image: 'example.org/proxyv2:1.30.0-distroless' }),
      {},
      'the image example.org/proxyv2:1.30.0-distroless has no shell, so that nothing can be read with it',
      'Name one that has: --node-image example.org/proxyv2:1.30.0.',
    ],
    [
      'with such an image named',
      CART,
      { image: 'gcr.io/distroless/static' },
      'the image gcr.io/distroless/static has no shell, so that nothing can be read with it',
      'Name one that has: --node-image docker.io/istio/proxyv2:TAG.',
    ],
    [
      'for a pod in a sandbox',
      podWith({ spec: { runtimeClassName: 'gvisor' } }),
      {},
      'web/cart has the runtime class gvisor: its rules are inside of its sandbox, which the node does not see',
      'An ephemeral container runs inside: --node-access ephemeral.',
    ],
  ])('%s', async (_what, pod, more, message, hint) => {
    const { cluster, options, test: server } = await start([pod]);
    expect(await failureOf(collectNetns(cluster, podOf(pod), options({ access: 'pod', ...more })))).toMatchObject({
      message,
      hint,
    });
    expect(server.requests).toEqual([]);
  });

  test('for a pod that does not run', async () => {
    const pending = { ...CART, status: { phase: 'Pending' } };
    const { cluster, options, test: server } = await start([pending]);
    expect(await failureOf(collectNetns(cluster, podOf(pending), options()))).toMatchObject({
      message: 'no container of web/cart runs, so that it has no network namespace',
    });
    expect(server.requests).toEqual([]);
  });
});

describe('by an ephemeral container', () => {
  test('reads where it is, and stays in the spec', async () => {
    const { cluster, pod, options, execs, test: server } = await start([CART]);
    const files = await collectNetns(cluster, pod(), options({ access: 'ephemeral' }));
    expect(files[0]).toMatchObject({
      source: expect.stringMatching(
        /^iptables-nft-save \(ephemeral container hopctl-node-\w+ in web\/cart\)$/,
      ) as string,
    });
    expect(execs[0]).toMatch(/^web\/cart hopctl-node-\w+: sh -s -- self -$/);
    expect(server.state.get('pods', 'web', 'cart')).toMatchObject({
      spec: {
        ephemeralContainers: [{ securityContext: { capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] } } }],
      },
    });
  });
});

describe('refused', () => {
  const RESTRICTED = {
    kind: 'status' as const,
    code: 403,
    reason: 'Forbidden',
    message: 'pods "x" is forbidden: violates PodSecurity "restricted:latest": host namespaces (hostPID=true)',
  };

  test('by Pod Security: the alternative is told', async () => {
    const { cluster, pod, options, test: server } = await start([CART]);
    server.faults.add({ when: ({ verb }) => verb === 'create', fault: RESTRICTED });
    expect(await failureOf(collectNetns(cluster, pod(), options({ access: 'pod' })))).toMatchObject({
      message: 'the namespace web takes no pod that reads on a node: its Pod Security is restricted:latest',
      hint: 'Make it where Pod Security is privileged, as --node-namespace kube-system, or read by an agent: --node-access agent.',
      exitCode: 5,
    });
  });

  test('in another namespace it is taken', async () => {
    const { cluster, pod, options, execs, test: server } = await start([CART]);
    server.faults.add({
      when: ({ verb, target }) => verb === 'create' && target?.namespace === 'web',
      fault: RESTRICTED,
    });
    await collectNetns(cluster, pod(), options({ access: 'pod', helperNamespace: 'kube-system' }));
    expect(execs[0]).toMatch(/^kube-system\//);
  });

  test('by RBAC: the least Role is told', async () => {
    const { cluster, pod, options, test: server } = await start([CART]);
    server.faults.add({
      when: ({ verb }) => verb === 'create',
      fault: { kind: 'status', code: 403, reason: 'Forbidden', message: 'no' },
    });
    expect(await failureOf(collectNetns(cluster, pod(), options({ access: 'pod' })))).toMatchObject({
      message: 'it is not allowed to create pods in namespace web: no',
      hint: expect.stringContaining('resources: [pods/exec], verbs: [get, create]') as string,
    });
  });

  test('every way: each is told', async () => {
    const { cluster, pod, options, test: server, helpers } = await start([CART]);
    server.faults.add({
      when: ({ verb }) => verb === 'create' || verb === 'patch',
      fault: { kind: 'status', code: 403, reason: 'Forbidden', message: 'no' },
    });
    const error = await failureOf(collectNetns(cluster, pod(), options()));
    expect(error).toMatchObject({ exitCode: 5 });
    expect((error as Error).message).toMatch(
      /^the network namespace of web\/cart cannot be read: here: .*; by an agent: no pod .*; by a helper pod: create pods.*: no; by an ephemeral container: patch .*: no$/,
    );
    expect(helpers()).toEqual([]);
  });
});
