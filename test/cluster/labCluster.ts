import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/text/json/JsonValue.js';
import type { LabPodState, LabState } from '../../src/lab/model/LabState.js';
import { netnsCommand } from '../../src/lab/run/netnsCommand.js';
import { objectsOfLab } from '../../src/lab/snapshot/objectsOfLab.js';
import { askAdmin } from '../../src/lab/up/askAdmin.js';
import { listAt, mapAt, textAt, withAt } from './objects/json.js';
import { asKubeObject, nameOf, namespaceOf, type KubeObject } from './objects/KubeObject.js';
import type { PodBackend } from './pods/PodBackend.js';
import { isServed } from './resources/typeOfKind.js';
import type { ClusterOptions } from './startCluster.js';
import type { ExecHandler } from './streams/ExecStreams.js';

/**
 * A lab that runs as a cluster: its pods, Services and node, or the objects of the snapshot that it was made from; a port-forward to a pod leads
 * into its network namespace, to the admin port to its proxy; an exec is run there.
 */
export function labCluster(lab: LabState): Required<Pick<ClusterOptions, 'objects' | 'backends'>> {
  const objects = [nodeObject(lab), ...objectsOf(lab).map((object) => completed(object, lab))];
  const pods = new Map(lab.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  return {
    objects,
    backends: (object) => {
      const pod = pods.get(`${namespaceOf(object)}/${nameOf(object)}`);
      return pod === undefined ? undefined : backendOf(pod, lab);
    },
  };
}

function backendOf(pod: LabPodState, lab: LabState): PodBackend {
  const { netns, resolvConf, proxy } = pod;
  const [ip = '127.0.0.1'] = pod.ips;
  return {
    ports: (port) =>
      proxy?.adminPort === port
        ? { path: proxy.adminSocket }
        : { netns: `/run/netns/${netns}`, host: '127.0.0.1', port },
    addressPorts: (port) => ({ netns: `/run/netns/${lab.node.netns}`, host: ip, port }),
    place: { prefix: netnsCommand({ netns, resolvConf }, []) },
    ...(proxy === undefined ? {} : { exec: pilotAgent(proxy.adminSocket) }),
    logs: (container) => {
      if (container === 'istio-proxy') return proxy === undefined ? '' : readFileSync(proxy.log, 'utf8');
      return pod.apps.map(({ log }) => readFileSync(log, 'utf8')).join('');
    },
  };
}

/** `pilot-agent request METHOD PATH`, which is in every image of Istio's proxy. */
function pilotAgent(adminSocket: string): ExecHandler {
  return ({ argv, stdout, stderr }) => {
    const [program = '', command, method = '', path = ''] = argv;
    if (!/(?:^|\/)pilot-agent$/.test(program) || command !== 'request') return undefined;
    return (async () => {
      const { status, body } = await askAdmin(
        adminSocket,
        `/${path.replace(/^\//, '')}`,
        method === 'POST' ? 'POST' : 'GET',
      );
      if (status === 200) {
        await new Promise<void>((resolve) => (stdout === undefined ? resolve() : stdout.write(body, () => resolve())));
        return 0;
      }
      stderr?.write(`Error: received unsuccessful status code ${status}: ${status}\n`);
      return 1;
    })();
  };
}

function nodeObject({ node }: LabState): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: node.name, labels: { 'kubernetes.io/hostname': node.name } },
    spec: {},
    status: {
      addresses: [
        ...node.ips.map((address) => ({ type: 'InternalIP', address })),
        { type: 'Hostname', address: node.name },
      ],
      conditions: [{ type: 'Ready', status: 'True' }],
      nodeInfo: { kubeletVersion: 'v1.32.4', containerRuntimeVersion: 'containerd://1.7.27' },
    },
  };
}

function objectsOf({ file, node }: LabState): readonly KubeObject[] {
  if (file.objects.length === 0) return objectsOfLab(file, node.name).flatMap((object) => asKubeObject(object) ?? []);
  const values = file.objects.flatMap((path) =>
    parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as JsonValue),
  );
  return values
    .flatMap((value) =>
      isJsonObject(value) && textAt(value, 'kind').endsWith('List') ? listAt(value, 'items') : [value],
    )
    .flatMap((value) => asKubeObject(value) ?? [])
    .filter(({ apiVersion, kind }) => isServed(apiVersion, kind));
}

/** A pod as it is once the lab runs: on the lab's node, its containers running. */
function completed(object: KubeObject, { node, createdAt }: LabState): JsonObject {
  if (object.kind !== 'Pod') return object;
  const placed = withAt(object, ['spec', 'nodeName'], node.name);
  if (textAt(object, 'status', 'phase') !== 'Running' || listAt(object, 'status', 'containerStatuses').length > 0)
    return placed;
  const statusOf = (container: JsonValue): JsonObject => ({
    name: textAt(container, 'name'),
    ready: true,
    started: true,
    restartCount: 0,
    state: { running: { startedAt: createdAt } },
  });
  return withAt(placed, ['status'], {
    ...mapAt(object, 'status'),
    startTime: createdAt,
    containerStatuses: listAt(object, 'spec', 'containers').map(statusOf),
  });
}
