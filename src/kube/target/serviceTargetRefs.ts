import { parseIp } from '../../net/IpAddress.js';
import type { ObjectRef } from '../objects/EndpointSlice.js';
import type { KubeObjects } from '../objects/KubeObjects.js';
import type { Pod } from '../objects/Pod.js';
import type { Service } from '../objects/Service.js';

/**
 * The pods that the Service's EndpointSlices (else its Endpoints) list, ready or not, each once; an address without a reference counts for
 * the pod that has it. `undefined`: the facts hold neither.
 */
export function serviceTargetRefs(objects: KubeObjects, service: Service): readonly Pod[] | undefined {
  const slices = objects.slicesOf(service);
  const subsets = objects.endpointsOf(service)?.subsets;
  if (slices.length === 0 && !subsets) return undefined;
  const find = (ref: ObjectRef | undefined, address: string | undefined): Pod | undefined => {
    if (ref) return ref.kind === 'Pod' ? objects.pod(ref.namespace, ref.name) : undefined;
    const ip = parseIp(address ?? '');
    return ip && objects.podByIp(ip);
  };
  const pods =
    slices.length > 0
      ? slices.flatMap((slice) => slice.endpoints.map((endpoint) => find(endpoint.targetRef, endpoint.addresses[0])))
      : (subsets ?? []).flatMap((subset) =>
          [...subset.addresses, ...subset.notReadyAddresses].map(({ targetRef, ip }) => find(targetRef, ip)),
        );
  return [...new Set(pods.filter((pod) => pod !== undefined))];
}
