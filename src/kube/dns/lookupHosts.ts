import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { Pod } from '../objects/Pod.js';

/** What /etc/hosts says of a name. */
export interface HostsEntry {
  readonly addresses: readonly IpAddress[];
  readonly why: string;
}

/**
 * What the /etc/hosts that the kubelet writes says of `name` (lower case): localhost, the pod's own name, and `hostAliases`. A pod of the host
 * network has the node's file, plus its aliases.
 */
export function lookupHosts(pod: Pod, name: string): HostsEntry | undefined {
  const aliases = pod.hostAliases.filter((alias) => alias.hostnames.some((host) => host.toLowerCase() === name));
  if (name === 'localhost') {
    const loopback = ['127.0.0.1', '::1'].map(parseIp).filter((ip) => ip !== undefined);
    return { addresses: loopback, why: 'localhost' };
  }
  if (!pod.hostNetwork && name === ownName(pod)) {
    return { addresses: pod.status.podIps, why: `${name} is the pod's own name` };
  }
  if (aliases.length === 0) return undefined;
  return { addresses: aliases.map(({ ip }) => ip), why: 'hostAliases of the pod' };
}

function ownName(pod: Pod): string {
  return (pod.hostname ?? pod.name).toLowerCase();
}
