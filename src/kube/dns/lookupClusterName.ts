import { parseIp } from '../../net/IpAddress.js';
import type { KubeObjects } from '../objects/KubeObjects.js';
import type { Service } from '../objects/Service.js';
import { serviceEndpoints, type ServiceEndpoint } from '../objects/serviceEndpoints.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { NameSource } from './NameAnswer.js';

/** What the cluster's name server says of one fully qualified name below the cluster domain. */
export type ClusterAnswer =
  | { readonly kind: 'found'; readonly addresses: readonly IpAddress[]; readonly source: NameSource }
  | { readonly kind: 'alias'; readonly target: string; readonly service: Service }
  /** `nearness`: how much of the name there is: 2 the Service, 1 a name that a Service could have, 0 nothing. */
  | { readonly kind: 'none'; readonly why: string; readonly nearness: 0 | 1 | 2 }
  | { readonly kind: 'unknown'; readonly why: string };

/**
 * CoreDNS' kubernetes plugin (`findServices`, `findPods`, `endpointHostname`): a Service's ClusterIPs; one address for each ready endpoint
 * of a headless one; `HOST.SERVICE.NS.svc` for a single endpoint, by its hostname, else by its address with dashes; ExternalName as an
 * alias; `1-2-3-4.NS.pod` (as with `pods insecure`, the usual setting). Facts without any Service know nothing.
 *
 * @param name lower case, ends with `.CLUSTER-DOMAIN`
 */
export function lookupClusterName(objects: KubeObjects, name: string, clusterDomain: string): ClusterAnswer {
  if (objects.services().length === 0) return { kind: 'unknown', why: 'the facts hold no Service at all' };
  const labels = name
    .slice(0, -clusterDomain.length - 1)
    .split('.')
    .reverse();
  const [type, namespace, serviceName, host, ...more] = labels;
  if (type === 'pod' && namespace !== undefined && serviceName !== undefined && host === undefined) {
    return podAnswer(serviceName);
  }
  if (type !== 'svc' || namespace === undefined || serviceName === undefined) {
    return { kind: 'none', why: `${name} is no name of a Service`, nearness: 0 };
  }
  if (host?.startsWith('_') === true) return { kind: 'unknown', why: `${name} is the name of an SRV record` };
  const service = objects.service(namespace, serviceName);
  if (more.length > 0) return { kind: 'none', why: `${name} is no name of a Service`, nearness: 0 };
  if (!service) {
    const nearness = host === undefined ? 1 : 0;
    return { kind: 'none', why: `there is no Service ${namespace}/${serviceName}`, nearness };
  }
  return serviceAnswer(objects, service, host);
}

function serviceAnswer(objects: KubeObjects, service: Service, host: string | undefined): ClusterAnswer {
  const label = `Service ${service.namespace}/${service.name}`;
  if (service.type === 'ExternalName') {
    const target = service.externalName ?? '';
    if (host !== undefined) return { kind: 'none', why: `${label} has no endpoints to name`, nearness: 2 };
    return target === '' || parseIp(target)
      ? { kind: 'none', why: `the externalName of ${label} is no DNS name`, nearness: 2 }
      : { kind: 'alias', target, service };
  }
  if (host !== undefined) {
    const endpoint = readyEndpoints(objects, service).find((one) => endpointHostname(one) === host);
    if (!endpoint) return { kind: 'none', why: `no ready endpoint of ${label} is called ${host}`, nearness: 2 };
    return { kind: 'found', addresses: [endpoint.ip], source: { kind: 'endpoint', service, endpoint } };
  }
  if (service.headless) {
    const endpoints = readyEndpoints(objects, service);
    if (endpoints.length === 0)
      return { kind: 'none', why: `${label} is headless and has no ready endpoints`, nearness: 2 };
    return {
      kind: 'found',
      addresses: endpoints.map(({ ip }) => ip),
      source: { kind: 'headless', service, endpoints },
    };
  }
  if (service.clusterIps.length === 0) return { kind: 'unknown', why: `the facts give ${label} no clusterIP` };
  return { kind: 'found', addresses: service.clusterIps, source: { kind: 'clusterIp', service } };
}

/** Of all ports, each address once: an address is answered if any port has it. */
function readyEndpoints(objects: KubeObjects, service: Service): readonly ServiceEndpoint[] {
  const ready = service.ports.flatMap((port) =>
    serviceEndpoints(objects, service, port).endpoints.filter((one) => one.ready),
  );
  return [...new Map(ready.map((endpoint) => [endpoint.ip.text, endpoint])).values()];
}

function endpointHostname({ hostname, ip }: ServiceEndpoint): string {
  return hostname?.toLowerCase() ?? ip.text.replaceAll(/[.:]/g, '-');
}

function podAnswer(dashed: string): ClusterAnswer {
  const v4 = /^[0-9]+(?:-[0-9]+){3}$/.test(dashed);
  const ip = parseIp(dashed.replaceAll('-', v4 ? '.' : ':'));
  if (!ip) return { kind: 'none', why: `${dashed} is no address with dashes`, nearness: 1 };
  return { kind: 'found', addresses: [ip], source: { kind: 'podName' } };
}
