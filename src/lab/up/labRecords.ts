import { serviceEndpoints } from '../kubeProxy/serviceEndpoints.js';
import type { LabFile } from '../model/LabFile.js';

/** What the lab's name servers know: Services, external hosts, and what the lab file says, which wins. */
export function labRecords(file: LabFile): Readonly<Record<string, readonly string[]>> {
  const services = file.services.map((service): [string, readonly string[]] => {
    const headless = [...serviceEndpoints(file, service, 4), ...serviceEndpoints(file, service, 6)];
    const name = `${service.name}.${service.namespace}.svc.cluster.local`;
    return [name, service.vips.length > 0 ? service.vips : headless];
  });
  const hosts = file.external.map(({ name, ips }): [string, readonly string[]] => [name, ips]);
  const given = Object.entries(file.dns.records);
  return Object.fromEntries([...services, ...hosts, ...given].map(([name, ips]) => [name.toLowerCase(), ips]));
}

/** A pod's resolv.conf. */
export function resolvConf(nameserver: string, namespace?: string): string {
  const search =
    namespace === undefined ? '' : `search ${namespace}.svc.cluster.local svc.cluster.local cluster.local\n`;
  return `${search}nameserver ${nameserver}\noptions ndots:5 timeout:1 attempts:2\n`;
}
