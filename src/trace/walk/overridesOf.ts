import { dnsName, type DnsRecords } from '../../kube/dns/DnsRecords.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { TraceRequest } from '../model/TraceRequest.js';

/** `--resolve host:port:addr` entries for the request's port, as records. */
export function overridesOf({ resolve, port }: TraceRequest): DnsRecords | undefined {
  const records = new Map<string, readonly IpAddress[]>();
  for (const entry of resolve) {
    const ip = parseIp(entry.address);
    if (entry.port !== port || ip === undefined) continue;
    const name = dnsName(entry.host);
    records.set(name, [...(records.get(name) ?? []), ip]);
  }
  return records.size === 0 ? undefined : records;
}
