import { promises as dns } from 'node:dns';
import type { Cluster, Endpoint, LoadAssignment } from '../../envoy/model/Cluster.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { ClusterSettings } from '../settings/readClusterSettings.js';

/**
 * The load assignment of a DNS cluster with its names resolved (source/extensions/clusters/{strict_dns,logical_dns}): STRICT_DNS has a host for
 * each address, LOGICAL_DNS one for the first; a name that does not resolve has none.
 */
export async function resolveCluster(
  { type }: Cluster,
  assignment: LoadAssignment,
  { dnsFamily }: ClusterSettings,
): Promise<LoadAssignment> {
  const localities = assignment.localities.map(async (locality) => {
    const endpoints = locality.endpoints.map(async (endpoint) => {
      const resolved = await resolveEndpoint(endpoint, dnsFamily);
      return type.kind === 'LOGICAL_DNS' ? resolved.slice(0, 1) : resolved;
    });
    return { ...locality, endpoints: (await Promise.all(endpoints)).flat() };
  });
  return { ...assignment, localities: await Promise.all(localities) };
}

async function resolveEndpoint(endpoint: Endpoint, family: ClusterSettings['dnsFamily']): Promise<readonly Endpoint[]> {
  const { address, hostname } = endpoint;
  if (address.kind !== 'socket_address' || address.ip !== undefined) return [endpoint];
  const addresses = await lookup(address.host, family);
  return addresses.map((ip) => ({
    ...endpoint,
    hostname: hostname === '' ? address.host : hostname,
    address: { ...address, host: ip.text, ip },
  }));
}

async function lookup(name: string, family: ClusterSettings['dnsFamily']): Promise<readonly IpAddress[]> {
  let all: readonly IpAddress[];
  try {
    const answers = await dns.lookup(name, { all: true, order: 'verbatim' });
    all = answers.flatMap(({ address }) => parseIp(address) ?? []);
  } catch {
    return [];
  }
  const v4 = all.filter((ip) => ip.family === 4);
  const v6 = all.filter((ip) => ip.family === 6);
  switch (family) {
    case 'V4_ONLY':
      return v4;
    case 'V6_ONLY':
      return v6;
    case 'AUTO':
      return v6.length > 0 ? v6 : v4;
    case 'V4_PREFERRED':
      return v4.length > 0 ? v4 : v6;
    case 'ALL':
      return [...v6, ...v4];
  }
}
