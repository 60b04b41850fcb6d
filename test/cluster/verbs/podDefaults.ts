import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { at, listAt, mapAt } from '../objects/json.js';
import type { KubeObject } from '../objects/KubeObject.js';
import { invalid } from '../server/Status.js';

/** A pod as the server stores a new one: defaults, and the status Pending. Throws for one without containers. */
export function withPodDefaults(pod: KubeObject): KubeObject {
  const containers = listAt(pod, 'spec', 'containers');
  if (containers.length === 0) throw invalid('Pod', '', 'spec.containers: Required value');
  const spec = mapAt(pod, 'spec');
  return {
    ...pod,
    spec: {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: 'default',
      serviceAccount: at(spec, 'serviceAccountName') ?? 'default',
      securityContext: {},
      schedulerName: 'default-scheduler',
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      ...spec,
      containers: containers.map(withContainerDefaults),
    },
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  };
}

function withContainerDefaults(container: JsonValue): JsonObject {
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    ...mapAt(container),
  };
}
