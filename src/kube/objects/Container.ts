import type { Fields } from '../read/Fields.js';

/** A port that a container declares. */
export interface ContainerPort {
  readonly name: string | undefined;
  /** 1 to 65535. */
  readonly containerPort: number;
  readonly hostPort: number | undefined;
  /** `TCP`, `UDP` or `SCTP`. */
  readonly protocol: string;
}

/** A container or init container of a pod's spec. */
export interface Container {
  readonly name: string;
  readonly image: string | undefined;
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** Variables with a literal value; those that the kubelet fills in from elsewhere are left out. */
  readonly env: ReadonlyMap<string, string>;
  readonly ports: readonly ContainerPort[];
  /** `securityContext.runAsUser`. */
  readonly runAsUser: number | undefined;
  readonly runAsGroup: number | undefined;
  /** Init containers only: `Always` makes one a native sidecar, which runs as long as the pod. */
  readonly restartPolicy: string | undefined;
}

/** Reads an entry of `spec.containers` or `spec.initContainers`. */
export function readContainer(container: Fields): Container {
  const security = container.object('securityContext');
  const env = container.objects('env').map((entry) => [entry.string('name') ?? '', entry.string('value')] as const);
  return {
    name: container.string('name') ?? '',
    image: container.string('image'),
    command: container.strings('command'),
    args: container.strings('args'),
    env: new Map(env.filter((entry): entry is readonly [string, string] => entry[1] !== undefined)),
    ports: container.objects('ports').map((port) => ({
      name: port.string('name'),
      containerPort: port.number('containerPort') ?? 0,
      hostPort: port.number('hostPort'),
      protocol: port.string('protocol') ?? 'TCP',
    })),
    runAsUser: security.number('runAsUser'),
    runAsGroup: security.number('runAsGroup'),
    restartPolicy: container.string('restartPolicy'),
  };
}

/** Whether an init container keeps running beside the others (Kubernetes 1.29: `restartPolicy: Always`). */
export function isNativeSidecar(initContainer: Container): boolean {
  return initContainer.restartPolicy === 'Always';
}
