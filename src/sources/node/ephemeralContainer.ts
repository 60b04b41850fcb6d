import type { JsonObject } from '../../text/json/JsonValue.js';

/** What an ephemeral container is made of. */
export interface EphemeralContainer {
  readonly name: string;
  readonly image: string;
  /** How long it waits to be told what to run. It cannot be removed from the pod, only end. */
  readonly deadlineSeconds: number;
}

/** The patch (strategic, of `pods/ephemeralcontainers`) that adds a container in which the script is run, as `kubectl debug --profile=netadmin` does. */
export function ephemeralContainerPatch({ name, image, deadlineSeconds }: EphemeralContainer): JsonObject {
  const container = {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['sleep', String(deadlineSeconds)],
    securityContext: {
      runAsUser: 0,
      runAsNonRoot: false,
      readOnlyRootFilesystem: true,
      seccompProfile: { type: 'RuntimeDefault' },
      capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] },
    },
  };
  return { spec: { ephemeralContainers: [container] } };
}
