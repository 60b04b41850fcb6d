import { parseCidr } from '../../net/Cidr.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { KubeObjects } from '../objects/KubeObjects.js';
import type { ServiceEntry } from '../objects/ServiceEntry.js';

/**
 * The ServiceEntry that gives `name` (lower case) addresses in `namespace`: its `exportTo` reaches there, one of its hosts is the name or
 * a `*.` above it (an exact host, then the longest, then the own namespace first), and it has single addresses (ranges name none).
 */
export function lookupServiceEntry(
  objects: KubeObjects,
  name: string,
  namespace: string | undefined,
): { readonly entry: ServiceEntry; readonly addresses: readonly IpAddress[] } | undefined {
  const hits = objects
    .serviceEntries()
    .filter((entry) => isVisible(entry, namespace))
    .flatMap((entry) =>
      entry.hosts.filter((host) => hostMatches(host.toLowerCase(), name)).map((host) => ({ entry, host })),
    )
    .map(({ entry, host }) => ({ entry, host, addresses: entry.addresses.flatMap(singleAddress) }))
    .filter(({ addresses }) => addresses.length > 0);
  const rank = ({ entry, host }: (typeof hits)[number]): number =>
    (host.startsWith('*') ? 0 : 1000) + 2 * host.length + Number(entry.namespace === namespace);
  return hits.sort((a, b) => rank(b) - rank(a))[0];
}

function isVisible({ exportTo, namespace: home }: ServiceEntry, namespace: string | undefined): boolean {
  if (exportTo.length === 0 || exportTo.includes('*')) return true;
  if (namespace === undefined) return false;
  return exportTo.includes(namespace) || (exportTo.includes('.') && home === namespace);
}

function hostMatches(host: string, name: string): boolean {
  return host.startsWith('*.') ? name.endsWith(host.slice(1)) : host === name;
}

function singleAddress(text: string): readonly IpAddress[] {
  const cidr = parseCidr(text);
  if (!cidr) return [];
  return cidr.prefixLength === cidr.address.bytes.length * 8 ? [cidr.address] : [];
}
