import type { JsonObject } from '../../text/json/JsonValue.js';
import { HELPER_LABELS } from './helperLabels.js';

/** The name of the helper pod's container. */
export const HELPER_CONTAINER = 'helper';

/**
 * What it takes to read another pod's network namespace: SYS_PTRACE to open /proc/PID/ns/net of a process of another user or with capabilities
 * of its own, SYS_ADMIN for setns(2), NET_ADMIN for nftables over netlink, NET_RAW for the raw socket that the legacy tools ask through.
 */
export const HELPER_CAPABILITIES = ['NET_ADMIN', 'NET_RAW', 'SYS_ADMIN', 'SYS_PTRACE'] as const;

/** What a helper pod is made of. */
export interface HelperPod {
  readonly name: string;
  readonly namespace: string;
  readonly nodeName: string;
  readonly image: string;
  /** Names of `imagePullSecrets`. */
  readonly pullSecrets: readonly string[];
  /** How long it may live, whatever becomes of hopctl. */
  readonly deadlineSeconds: number;
}

/**
 * The pod in which the script is run on a node. It waits to be told what to run, has root's uid and four capabilities, sees the node's processes and
 * nothing else of it, cannot write, has no token, and is ended by its deadline. AppArmor's usual profile would keep it from processes that have none.
 */
export function helperPodManifest(helper: HelperPod): JsonObject {
  const { name, namespace, nodeName, image, pullSecrets, deadlineSeconds } = helper;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { ...HELPER_LABELS, 'sidecar.istio.io/inject': 'false', 'istio.io/dataplane-mode': 'none' },
      annotations: {
        'sidecar.istio.io/inject': 'false',
        [`container.apparmor.security.beta.kubernetes.io/${HELPER_CONTAINER}`]: 'unconfined',
      },
    },
    spec: {
      nodeName,
      hostPID: true,
      restartPolicy: 'Never',
      activeDeadlineSeconds: deadlineSeconds,
      terminationGracePeriodSeconds: 1,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      tolerations: [{ operator: 'Exists' }],
      imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })),
      securityContext: { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: HELPER_CONTAINER,
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['sleep', String(deadlineSeconds)],
          resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '1', memory: '512Mi' } },
          securityContext: {
            privileged: false,
            runAsNonRoot: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'], add: HELPER_CAPABILITIES },
          },
        },
      ],
    },
  };
}
