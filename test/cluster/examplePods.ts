import type { JsonObject } from '../../src/text/json/JsonValue.js';

/** How a pod of a test looks. */
export interface PodWords {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly containers?: readonly string[];
  readonly initContainers?: readonly JsonObject[];
  readonly node?: string;
  readonly ip?: string;
  readonly phase?: string;
  readonly ownerReferences?: readonly JsonObject[];
}

/** A pod that runs and is ready, with an application and a proxy if not said otherwise. */
export function podObject(words: PodWords): JsonObject {
  const {
    name,
    namespace = 'default',
    labels = {},
    containers = ['app', 'istio-proxy'],
    node = 'node-a',
    ip = '10.1.0.7',
  } = words;
  const { initContainers = [], phase = 'Running', ownerReferences = [] } = words;
  const since = '2026-01-01T00:00:00Z';
  const running = phase === 'Running';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, ...(ownerReferences.length === 0 ? {} : { ownerReferences }) },
    spec: {
      nodeName: node,
      serviceAccountName: 'default',
      restartPolicy: 'Always',
      securityContext: {},
      ...(initContainers.length === 0 ? {} : { initContainers }),
      containers: containers.map((container) => ({ name: container, image: `example.org/${container}:1` })),
    },
    status: {
      phase,
      hostIP: '192.0.2.1',
      podIP: ip,
      podIPs: [{ ip }],
      startTime: since,
      qosClass: 'BestEffort',
      conditions: [
        { type: 'Ready', status: running ? 'True' : 'False', lastTransitionTime: since },
        { type: 'ContainersReady', status: running ? 'True' : 'False', lastTransitionTime: since },
      ],
      containerStatuses: containers.map((container) => ({
        name: container,
        image: `example.org/${container}:1`,
        imageID: `example.org/${container}@sha256:${'0'.repeat(64)}`,
        containerID: `containerd://${container.length.toString(16).padStart(64, '0')}`,
        ready: running,
        started: running,
        restartCount: 0,
        state: running ? { running: { startedAt: since } } : { waiting: { reason: 'ContainerCreating' } },
      })),
    },
  };
}
