import { dnsName } from '../../kube/dns/DnsRecords.js';
import type { NameAnswer } from '../../kube/dns/NameAnswer.js';
import { capturesDns } from '../world/capturesDns.js';
import type { PodNode } from '../world/PodNode.js';
import type { World } from '../world/World.js';

/**
 * A name that neither records nor objects know, as the asking pod's own proxy knows it: an address that istiod allocated, which
 * Istio's agent gives where the pod's rules bring it the queries; a Service's own address, where the facts hold no objects.
 */
export function nameInDump(
  { objects }: World,
  node: PodNode | undefined,
  host: string,
  answer: Extract<NameAnswer, { kind: 'unknown' }>,
): Extract<NameAnswer, { kind: 'found' }> | undefined {
  if (node?.proxy === undefined) return undefined;
  const known = node.proxy.hostAddresses();
  const fqdn = [dnsName(host), ...answer.tried].find((name) => known.has(name));
  const addresses = fqdn === undefined ? undefined : known.get(fqdn);
  if (fqdn === undefined || addresses === undefined) return undefined;
  const { tried } = answer;
  const base = { kind: 'found' as const, fqdn, addresses, source: { kind: 'allocated' as const, name: fqdn }, tried };
  if (capturesDns(objects, node)) return { ...base, aliases: [], assumed: [] };
  const isService = [...known].some(([name, ips]) => isServiceName(name) && ips.some((ip) => addresses.includes(ip)));
  if (objects.services().length > 0 || !isService) return undefined;
  return {
    ...base,
    aliases: [],
    assumed: [`${fqdn} resolves to the address that the proxy's configuration has for it`],
  };
}

function isServiceName(name: string): boolean {
  return /^[^.]+\.[^.]+\.svc\./.test(name);
}
