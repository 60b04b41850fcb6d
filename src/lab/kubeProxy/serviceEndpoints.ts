import type { LabFile, LabService } from '../model/LabFile.js';

/** Addresses of one family behind a Service: those that it names, else those of the pods that its selector takes. */
export function serviceEndpoints({ pods }: LabFile, service: LabService, family: 4 | 6): readonly string[] {
  return endpointsOf(service, pods).filter((ip) => ip.includes(':') === (family === 6));
}

function endpointsOf({ endpoints, selector, namespace }: LabService, pods: LabFile['pods']): readonly string[] {
  if (endpoints !== undefined) return endpoints;
  const wanted = Object.entries(selector);
  if (wanted.length === 0) return [];
  return pods
    .filter((pod) => pod.namespace === namespace && wanted.every(([key, value]) => pod.labels[key] === value))
    .flatMap(({ ips }) => ips);
}
