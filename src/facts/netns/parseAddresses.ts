import { parseIp } from '../../net/IpAddress.js';
import type { Interface, InterfaceAddress } from '../../netfilter/model/Interface.js';
import { linesOf, unreadableLine, wordAfter } from './lines.js';
import { readList } from './readList.js';

/** Reads `ip -j addr`. */
export function parseAddressesJson(bytes: Uint8Array, file: string): readonly Interface[] {
  return readList(bytes, file, 'ip -j addr').flatMap((link) => {
    const name = link.string('ifname');
    if (name === undefined) return [];
    const addresses = link.objects('addr_info').flatMap((info) => {
      const address = makeAddress(info.string('local'), info.number('prefixlen'), info.string('scope'));
      return address ? [address] : [];
    });
    return [{ name, addresses }];
  });
}

/** Reads `ip addr`, also with `-o` (one line an address) or `-4`, `-6`. */
export function parseAddresses(text: string, file: string): readonly Interface[] {
  const interfaces = new Map<string, InterfaceAddress[]>();
  let current: InterfaceAddress[] | undefined;
  for (const line of linesOf(text, file)) {
    const [first = '', second = ''] = line.words;
    if (/^[0-9]+:$/.test(first)) {
      const name = (second.split('@')[0] ?? '').replace(/:$/, '');
      current = interfaces.get(name) ?? [];
      interfaces.set(name, current);
    }
    const local = wordAfter(line.words, 'inet') ?? wordAfter(line.words, 'inet6');
    if (local === undefined) continue;
    const [ip, own] = local.split('/');
    const length = own ?? wordAfter(line.words, 'peer')?.split('/')[1];
    const address = makeAddress(ip, length === undefined ? undefined : Number(length), wordAfter(line.words, 'scope'));
    if (!address || !current) return unreadableLine(line, 'ip addr');
    current.push(address);
  }
  return [...interfaces].map(([name, addresses]) => ({ name, addresses }));
}

function makeAddress(
  local: string | undefined,
  length: number | undefined,
  scope: string | undefined,
): InterfaceAddress | undefined {
  const address = parseIp(local ?? '');
  if (!address || Number.isNaN(length)) return undefined;
  const prefixLength = length ?? address.bytes.length * 8;
  return scope === 'global' || scope === 'site' || scope === 'link' || scope === 'host'
    ? { address, prefixLength, scope }
    : { address, prefixLength };
}
