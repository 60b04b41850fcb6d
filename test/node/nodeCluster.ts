import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { NodeOptions } from '../../src/app/node/NodeOptions.js';
import { readPod, type Pod } from '../../src/kube/objects/Pod.js';
import { readObjects } from '../../src/kube/read/readObjects.js';
import type { Cluster } from '../../src/sources/kube/Cluster.js';
import { openCluster } from '../../src/sources/kube/openCluster.js';
import type { JsonObject } from '../../src/text/json/JsonValue.js';
import { podObject } from '../cluster/examplePods.js';
import { startCluster, type ClusterOptions, type TestCluster } from '../cluster/startCluster.js';
import type { ExecCall } from '../cluster/streams/ExecStreams.js';

/** What the script prints where there is little to read. */
export const REPORT = [
  'hopctl-node 1',
  'fact pid 7',
  'none iptables-save.legacy.v4 absent none',
  'none iptables-save.legacy.v6 absent none',
  'file iptables-save.nft.v4 iptables-nft-save',
  '|*nat',
  '|-A OUTPUT -p tcp -j REDIRECT --to-ports 15001',
  '|COMMIT',
  '',
  '!',
  '!status 0',
  'file iptables-save.nft.v6 ip6tables-nft-save',
  '',
  '!',
  '!status 0',
  'file nft nft -j list ruleset',
  '|{"nftables": []}',
  '',
  '!',
  '!status 0',
  'done',
  '',
].join('\n');

/** The pod that the tests read: `web/cart`, on node-a. */
export const CART = podWith({});

/** `web/cart` with other fields of spec and metadata. */
export function podWith({
  spec = {},
  image = 'example.org/proxyv2:1.30.0',
}: {
  readonly spec?: JsonObject;
  readonly image?: string;
}): JsonObject {
  const pod = podObject({ name: 'cart', namespace: 'web' });
  const containers = [
    { name: 'app', image: 'example.org/app:1' },
    { name: 'istio-proxy', image },
  ];
  return { ...pod, spec: { ...(pod.spec as JsonObject), containers, ...spec } };
}

/** Istio's CNI agent on node-a, as its chart has it where ambient is on. */
export function agentPod({
  image = 'example.org/install-cni:1.30.0',
  add = ['NET_ADMIN', 'NET_RAW', 'SYS_PTRACE', 'SYS_ADMIN', 'DAC_OVERRIDE'],
  node = 'node-a',
}): JsonObject {
  const pod = podObject({
    name: `istio-cni-node-${node}`,
    namespace: 'istio-system',
    labels: { 'k8s-app': 'istio-cni-node' },
    node,
  });
  return {
    ...pod,
    spec: {
      ...(pod.spec as JsonObject),
      volumes: [{ name: 'cni-host-procfs', hostPath: { path: '/proc', type: 'Directory' } }],
      containers: [
        {
          name: 'install-cni',
          image,
          securityContext: { privileged: false, capabilities: { drop: ['ALL'], add } },
          volumeMounts: [{ name: 'cni-host-procfs', mountPath: '/host/proc', readOnly: true }],
        },
      ],
    },
  };
}

/** A cluster for tests of the node helper, opened; what is run in its pods prints `REPORT`, unless said otherwise. */
export interface NodeTestCluster {
  readonly test: TestCluster;
  readonly cluster: Cluster;
  /** Of every exec: `namespace/pod container: argv`. */
  readonly execs: readonly string[];
  /** The helper pods that there are: `namespace/name phase`. */
  readonly helpers: () => readonly string[];
  readonly pod: () => Pod;
  readonly options: (more?: Partial<NodeOptions>) => NodeOptions;
  /** What was reported. */
  readonly notes: readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts it with the objects given. */
export async function startNodeCluster(
  objects: readonly JsonObject[],
  {
    exec = prints(REPORT),
    ...more
  }: Partial<ClusterOptions> & { readonly exec?: (call: ExecCall) => Promise<number> } = {},
): Promise<NodeTestCluster> {
  const execs: string[] = [];
  const notes: string[] = [];
  const test = await startCluster({
    objects,
    backends: () => ({
      exec: (call) => {
        execs.push(`${call.namespace}/${call.pod} ${call.container}: ${call.argv.join(' ')}`);
        return exec(call);
      },
    }),
    ...more,
  });
  const cluster = await openTestCluster(test);
  return {
    test,
    cluster,
    execs,
    notes,
    helpers: () => helpersOf(test),
    pod: () => podOf(objects[0] ?? CART),
    options: (others = {}) => ({
      tool: 'hopctl 1',
      now: () => new Date(0),
      report: (note) => notes.push(note),
      ...others,
    }),
    close: async () => {
      cluster.close();
      await test.close();
    },
  };
}

/** Opens the test cluster as its administrator. */
export async function openTestCluster(test: TestCluster, kubeconfig = test.kubeconfigPath): Promise<Cluster> {
  return openCluster({ kubeconfig, userAgent: 'hopctl/1', environment: {}, requestTimeout: '5s' });
}

/** A pod as its typed view. */
export function podOf(raw: JsonObject): Pod {
  const [object] = readObjects(JSON.stringify(raw), 'a test');
  if (object === undefined) throw new Error('no pod');
  return readPod(object);
}

/** The helper pods in a cluster's state: `namespace/name phase`. */
export function helpersOf(test: TestCluster): readonly string[] {
  return test.state
    .list('pods')
    .map((raw) => podOf(raw as JsonObject))
    .filter(({ name }) => name.startsWith('hopctl-node-'))
    .map(({ namespace, name, status }) => `${namespace}/${name} ${status.phase ?? ''}`);
}

/** An exec that reads what it is given, prints a text and ends. */
export function prints(output: string, exitCode = 0, errors = ''): (call: ExecCall) => Promise<number> {
  return async ({ stdin, stdout, stderr }) => {
    if (stdin !== undefined) await text(stdin);
    await write(stdout, output);
    await write(stderr, errors);
    return exitCode;
  };
}

function write(stream: Writable | undefined, output: string): Promise<void> {
  return new Promise((resolve) => {
    if (stream === undefined || output === '') resolve();
    else stream.write(output, () => resolve());
  });
}
