import { Fields } from '../../../kube/read/Fields.js';
import type { JsonObject } from '../../../text/json/JsonValue.js';
import { isDistroless } from '../helperImage.js';
import type { ContainerPlace } from './clusterExec.js';

/** A container of an agent that may read other pods' network namespaces. */
export interface AgentPlace extends ContainerPlace {
  /** Where the node's processes are to be seen in it, if not in /proc. */
  readonly proc: string | undefined;
}

/** The containers of a pod that run, may enter network namespaces, see the node's processes and have a shell; and why others are none. */
export function agentPlaces(raw: JsonObject): {
  readonly places: readonly AgentPlace[];
  readonly why: readonly string[];
} {
  const pod = new Fields(raw, 'Pod:', 'the API server');
  const meta = pod.object('metadata');
  const [namespace, name] = [meta.string('namespace') ?? '', meta.string('name') ?? ''];
  const spec = pod.object('spec');
  const places: AgentPlace[] = [];
  const why: string[] = [];
  if (pod.object('status').string('phase') !== 'Running') return { places, why: [`${namespace}/${name} does not run`] };
  for (const container of spec.objects('containers')) {
    const place = {
      namespace,
      pod: name,
      container: container.string('name') ?? '',
      image: container.string('image') ?? '',
    };
    const refusal = refusalOf(spec, container, place.image);
    if (refusal === undefined) places.push({ ...place, proc: procOf(spec, container) });
    else why.push(`${namespace}/${name}, container ${place.container}: ${refusal}`);
  }
  return { places, why };
}

function refusalOf(spec: Fields, container: Fields, image: string): string | undefined {
  const security = container.object('securityContext');
  const added = security
    .object('capabilities')
    .strings('add')
    .map((one) => one.replace(/^CAP_/, ''));
  const has = (capability: string): boolean => added.includes(capability) || added.includes('ALL');
  const isPrivileged = security.boolean('privileged') === true;
  const lacks = ['SYS_ADMIN', 'NET_ADMIN'].filter((capability) => !isPrivileged && !has(capability));
  if (lacks.length > 0) return `it has no ${lacks.join(', ')}`;
  if (spec.boolean('hostPID') !== true && procOf(spec, container) === undefined)
    return "it does not see the node's processes";
  return isDistroless(image) ? `its image ${image} has no shell` : undefined;
}

/** Where the node's /proc is mounted; `undefined`: nowhere, or its own is the node's. */
function procOf(spec: Fields, container: Fields): string | undefined {
  if (spec.boolean('hostPID') === true) return undefined;
  const volumes = spec
    .objects('volumes')
    .filter((one) => one.object('hostPath').string('path')?.replace(/\/$/, '') === '/proc');
  const names = new Set(volumes.map((one) => one.string('name')));
  return container
    .objects('volumeMounts')
    .find((mount) => names.has(mount.string('name')))
    ?.string('mountPath');
}
