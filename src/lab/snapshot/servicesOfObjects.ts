import type { KubeObjects } from '../../kube/objects/KubeObjects.js';
import type { Service } from '../../kube/objects/Service.js';
import type { LabService, LabServicePort } from '../model/LabFile.js';

/** The Services of a snapshot with the ready addresses of their EndpointSlices. */
export function servicesOfObjects(objects: KubeObjects): readonly LabService[] {
  return objects
    .services()
    .filter(({ type }) => type !== 'ExternalName')
    .map((service) => ({
      name: service.name,
      namespace: service.namespace,
      vips: service.clusterIps.map(({ text }) => text),
      ports: portsOf(service, objects),
      selector: Object.fromEntries(service.selector),
      endpoints: readyAddresses(service, objects),
    }));
}

function portsOf(service: Service, objects: KubeObjects): readonly LabServicePort[] {
  const slices = objects.slicesOf(service);
  return service.ports.flatMap(({ name = '', protocol, port, targetPort }) => {
    if (protocol !== 'TCP' && protocol !== 'UDP') return [];
    const slicePorts = slices.flatMap(({ ports }) => ports);
    const found = slicePorts.find((one) => one.name === name && one.protocol === protocol)?.port;
    const target = found ?? (typeof targetPort === 'number' ? targetPort : undefined);
    return target === undefined ? [] : [{ name, protocol, port, targetPort: target }];
  });
}

function readyAddresses(service: Service, objects: KubeObjects): readonly string[] {
  const slices = objects.slicesOf(service).filter(({ addressType }) => addressType !== 'FQDN');
  const ready = slices.flatMap(({ endpoints }) => endpoints.filter((endpoint) => endpoint.ready));
  return [...new Set(ready.flatMap(({ addresses }) => addresses))];
}
