import type { KubeObjects } from '../../kube/objects/KubeObjects.js';

/** A port behind a Service, at one address. */
export interface EndpointPort {
  readonly address: string;
  /** Of the Service's port. */
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

/** All of them that the EndpointSlices hold, ready or not. */
export function endpointPorts(objects: KubeObjects): readonly EndpointPort[] {
  return objects
    .endpointSlices()
    .flatMap(({ endpoints, ports, addressType }) =>
      endpoints.flatMap(({ addresses }) =>
        addresses.flatMap((address) =>
          ports.flatMap(({ name, protocol, port }) =>
            port === undefined || addressType === 'FQDN' ? [] : [{ address, name, protocol, port }],
          ),
        ),
      ),
    );
}
