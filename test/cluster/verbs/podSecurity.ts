import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { at, listAt, textAt, textsAt } from '../objects/json.js';
import { labelsOf, nameOf, namespaceOf, type KubeObject } from '../objects/KubeObject.js';
import { StatusError } from '../server/Status.js';
import type { ClusterState } from '../state/ClusterState.js';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const BASELINE_CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** Refuses a pod that the Pod Security level of its namespace does not allow, in the words of the real admission. */
export function checkPodSecurity(state: ClusterState, pod: KubeObject): void {
  const namespace = state.get('namespaces', '', namespaceOf(pod));
  const level = namespace === undefined ? undefined : labelsOf(namespace).get(ENFORCE);
  if (level !== 'baseline' && level !== 'restricted') return;
  const problems = [...baselineProblems(pod), ...(level === 'restricted' ? restrictedProblems(pod) : [])];
  if (problems.length === 0) return;
  const name = nameOf(pod);
  throw new StatusError(
    403,
    'Forbidden',
    `pods "${name}" is forbidden: violates PodSecurity "${level}:latest": ${problems.join(', ')}`,
    { name, kind: 'pods' },
  );
}

function baselineProblems(pod: KubeObject): readonly string[] {
  const host = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => at(pod, 'spec', field) === true);
  const hostPaths = listAt(pod, 'spec', 'volumes').filter((one) => at(one, 'hostPath') !== undefined);
  return [
    ...(host.length === 0 ? [] : [`host namespaces (${host.map((field) => `${field}=true`).join(', ')})`]),
    ...offenders(
      pod,
      'privileged',
      'must not set securityContext.privileged=true',
      (one) => context(one, 'privileged') === true,
    ),
    ...offenders(
      pod,
      'non-default capabilities',
      (one) => `must not include ${quoted(foreign(one))} in securityContext.capabilities.add`,
      (one) => foreign(one).length > 0,
    ),
    ...(hostPaths.length === 0
      ? []
      : [`hostPath volumes (volume ${quoted(hostPaths.map((one) => textAt(one, 'name')))})`]),
  ];
}

function restrictedProblems(pod: KubeObject): readonly string[] {
  return [
    ...offenders(
      pod,
      'allowPrivilegeEscalation != false',
      'must set securityContext.allowPrivilegeEscalation=false',
      (one) => context(one, 'allowPrivilegeEscalation') !== false,
    ),
    ...offenders(
      pod,
      'unrestricted capabilities',
      'must set securityContext.capabilities.drop=["ALL"]',
      (one) => !textsAt(one, 'securityContext', 'capabilities', 'drop').includes('ALL'),
    ),
    ...offenders(
      pod,
      'runAsNonRoot != true',
      'must set securityContext.runAsNonRoot=true',
      (one) => (context(one, 'runAsNonRoot') ?? at(pod, 'spec', 'securityContext', 'runAsNonRoot')) !== true,
    ),
    ...offenders(
      pod,
      'seccompProfile',
      'must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
      (one) =>
        !['RuntimeDefault', 'Localhost'].includes(
          textAt(one, 'securityContext', 'seccompProfile', 'type') ||
            textAt(pod, 'spec', 'securityContext', 'seccompProfile', 'type'),
        ),
    ),
  ];
}

function offenders(
  pod: KubeObject,
  what: string,
  demand: string | ((container: JsonValue) => string),
  offends: (container: JsonValue) => boolean,
): readonly string[] {
  const all = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) => listAt(pod, 'spec', field));
  const found = all.filter(offends);
  const [first] = found;
  if (first === undefined) return [];
  const names = quoted(found.map((one) => textAt(one, 'name')));
  const text = typeof demand === 'string' ? demand : demand(first);
  return [`${what} (container${found.length > 1 ? 's' : ''} ${names} ${text})`];
}

function context(container: JsonValue, field: string): JsonValue | undefined {
  return at(container, 'securityContext', field);
}

function foreign(container: JsonValue): readonly string[] {
  return textsAt(container, 'securityContext', 'capabilities', 'add').filter(
    (one) => !BASELINE_CAPABILITIES.includes(one),
  );
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
