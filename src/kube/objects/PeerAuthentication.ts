import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';

/** `security.istio.io` PeerAuthentication. */
export interface PeerAuthentication {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  /** `matchLabels`; empty: the whole namespace, or the mesh when it is the root namespace. */
  readonly selector: ReadonlyMap<string, string>;
  /** `UNSET`, `DISABLE`, `PERMISSIVE`, `STRICT`. */
  readonly mode: string;
  /** By the workload's port. */
  readonly portModes: ReadonlyMap<number, string>;
}

/** Reads a PeerAuthentication. */
export function readPeerAuthentication(object: KubeObject): PeerAuthentication {
  const { meta } = object;
  const spec = fieldsOf(object).object('spec');
  const ports = spec.object('portLevelMtls');
  return {
    object,
    meta,
    namespace: meta.namespace,
    name: meta.name,
    selector: spec.object('selector').stringMap('matchLabels'),
    mode: spec.object('mtls').string('mode') ?? 'UNSET',
    portModes: new Map(
      Object.keys(ports.value).map((port) => [Number(port), ports.object(port).string('mode') ?? 'UNSET']),
    ),
  };
}
