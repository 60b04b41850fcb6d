import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';

/** Answers that were seen: names (see `dnsName`) to addresses. No addresses: the name was asked for and does not exist. */
export type DnsRecords = ReadonlyMap<string, readonly IpAddress[]>;

/** The form in which names are compared: lower case, without the trailing dot. */
export function dnsName(name: string): string {
  return (name.endsWith('.') ? name.slice(0, -1) : name).toLowerCase();
}

/**
 * Reads lines of `NAME ADDRESS…`; `#` starts a comment. Lines about the same name add up. A name alone says that it does not exist. A word
 * that is no address is a `UserError` (exit 5) that names file and line.
 */
export function parseDnsRecords(text: string, file: string): DnsRecords {
  const records = new Map<string, readonly IpAddress[]>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [name, ...addresses] = line.replace(/#.*/, '').split(/\s+/).filter(Boolean);
    if (name === undefined) continue;
    const ips = addresses.map((address) => parseIp(address) ?? fail(address, `${file}:${index + 1}`));
    records.set(dnsName(name), [...(records.get(dnsName(name)) ?? []), ...ips]);
  }
  return records;
}

function fail(word: string, where: string): never {
  const hint = 'A line is a name and its addresses: api.example.com 203.0.113.10';
  throw new UserError(`${JSON.stringify(word)} is no IP address`, { where, hint, exitCode: ExitCode.unreadable });
}
