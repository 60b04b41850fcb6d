import type { AddressInfo, Server } from 'node:net';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { podObject } from '../examplePods.js';
import { textAt } from '../objects/json.js';
import { asKubeObject, type KubeObject } from '../objects/KubeObject.js';
import { ClusterCa } from '../pki/ClusterCa.js';
import type { PodBackend } from '../pods/PodBackend.js';
import type { TestCluster } from '../startCluster.js';
import type { IstiodOptions } from './IstiodOptions.js';
import { debugServer } from './serveDebug.js';
import { xdsServer } from './serveXds.js';

/** An istiod that runs. */
export interface TestIstiod {
  /** Its pod, and what belongs to it. */
  readonly objects: readonly JsonObject[];
  readonly backend: PodBackend;
  close(): Promise<void>;
}

/**
 * Adds an istiod to a cluster: its pod, Service and account, unless they are there, `/debug` behind its port 15014, xDS behind 15012 for
 * istioctl. A cluster may have several.
 */
export async function startIstiod(cluster: TestCluster, options: IstiodOptions = {}): Promise<TestIstiod> {
  const {
    name = 'istiod-7d9f8b6c5-abcde',
    namespace = 'istio-system',
    revision = 'default',
    version = '1.30.0',
  } = options;
  const { proxies = [], debugAccess = 'open' } = options;
  const ca = await ClusterCa.create();
  const identity = await ca.issue({ name: 'istiod', dns: [`istiod.${namespace}.svc`] });
  const servers = [
    debugServer({ version, proxies, debugAccess }),
    xdsServer(identity, { name, version, proxies, debugAccess }),
  ];
  const [debug = 0, xds = 0] = await Promise.all(servers.map(listen));
  const labels = { app: 'istiod', istio: 'pilot', 'istio.io/rev': revision };
  const objects = [
    podObject({ name, namespace, labels, containers: ['discovery'], ip: '10.1.9.9' }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'istiod', namespace, labels },
      spec: {
        clusterIP: '10.0.0.15',
        selector: { app: 'istiod', istio: 'pilot' },
        ports: [
          { name: 'https-dns', port: 15012, protocol: 'TCP' },
          { name: 'http-monitoring', port: 15014, protocol: 'TCP' },
        ],
      },
    },
    ...['default', 'istiod'].map((account) => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: account, namespace },
    })),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace },
      data: { mesh: `rootNamespace: ${namespace}\ntrustDomain: cluster.local\n`, meshNetworks: 'networks: {}' },
    },
  ];
  const local = (port: number) => ({ host: '127.0.0.1', port });
  const backend = { ports: { 15014: local(debug), 15012: local(xds) }, logs: { discovery: '' } };
  const isThere = ({ kind, metadata }: KubeObject) =>
    cluster.state.get(
      kind === 'ConfigMap' ? 'configmaps' : `${kind.toLowerCase()}s`,
      namespace,
      textAt(metadata, 'name'),
    );
  for (const object of objects) {
    const known = asKubeObject(object);
    if (known !== undefined && isThere(known) === undefined) cluster.state.put(object);
  }
  cluster.pods.back(`${namespace}/${name}`, backend);
  return {
    objects,
    backend,
    close: async () => {
      await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
