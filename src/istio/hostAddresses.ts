import type { EnvoyConfig } from '../envoy/model/EnvoyConfig.js';
import type { FilterChain, Listener } from '../envoy/model/Listener.js';
import type { VirtualHost } from '../envoy/model/Route.js';
import { dnsName, type DnsRecords } from '../kube/dns/DnsRecords.js';
import { parseIp, type IpAddress } from '../net/IpAddress.js';
import { parseSocketAddress } from '../net/SocketAddress.js';
import { parseSubsetKey } from './table/subsetKey.js';

/**
 * The addresses that istiod knows for hosts, as a proxy's configuration shows them: a virtual host lists its Service's names and
 * addresses as domains (pilot/pkg/networking/core/httproute.go, `generateVirtualHostDomains`), and a TCP listener of a Service's
 * address leads to clusters of its host. Both hold the addresses that istiod allocates for ServiceEntries without any.
 */
export function hostAddresses(config: EnvoyConfig): DnsRecords {
  const found = new Map<string, IpAddress[]>();
  const add = (name: string, ip: IpAddress): void => {
    const known = found.get(dnsName(name));
    if (known === undefined) found.set(dnsName(name), [ip]);
    else if (!known.some(({ text }) => text === ip.text)) known.push(ip);
  };
  for (const name of config.routeConfigurationNames()) {
    const routes = config.routeConfiguration(name);
    if (routes.kind === 'found') routes.value.virtualHosts.forEach((one) => addDomains(one, add));
  }
  for (const listener of config.listeners()) addListener(listener, add);
  return found;
}

type Add = (name: string, ip: IpAddress) => void;

function addDomains({ domains }: VirtualHost, add: Add): void {
  const hosts = domains.map(bare);
  const ips = hosts.map(parseIp).filter((ip) => ip !== undefined);
  const names = hosts.filter((host) => parseIp(host) === undefined && !host.includes('*'));
  for (const name of names) for (const ip of ips) add(name, ip);
}

/** Without a port, and without the brackets of an IPv6 address. */
function bare(domain: string): string {
  const address = parseSocketAddress(domain);
  if (address !== undefined) return address.ip.text;
  return domain.replace(/^\[(.*)\]$/, '$1').replace(/^([^:]*):\d+$/, '$1');
}

function addListener({ addresses, filterChains, trafficDirection }: Listener, add: Add): void {
  if (trafficDirection !== 'OUTBOUND') return;
  const ips = addresses.flatMap((address) =>
    address.kind === 'socket_address' && address.ip !== undefined && !isAny(address.ip) ? [address.ip] : [],
  );
  const hosts = ips.length === 0 ? new Set<string>() : new Set(filterChains.map(hostOf));
  const [host = ''] = hosts;
  if (hosts.size === 1 && host !== '') ips.forEach((ip) => add(host, ip));
}

/** The host whose cluster a chain sends to; '' when it is not certain to be the listener's own. */
function hostOf({ filters, metadata }: FilterChain): string {
  if (JSON.stringify(metadata).includes('virtual-service')) return '';
  const last = filters.at(-1)?.config;
  if (last?.kind !== 'tcp_proxy' || last.cluster === undefined) return '';
  const { direction, host } = parseSubsetKey(last.cluster);
  return direction === 'outbound' ? host : '';
}

function isAny({ text }: IpAddress): boolean {
  return text === '0.0.0.0' || text === '::';
}
