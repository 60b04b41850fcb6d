import { allOf, truthOf, type Truth } from '../../logic/Truth.js';
import { ipEquals, ipFromBytes, isLoopback, isMulticast, isUnspecified, type IpAddress } from '../../net/IpAddress.js';
import type { Interface } from '../model/Interface.js';

/** The types that `--src-type` and `--dst-type` can name, as the kernel's routing knows them. */
export const ADDRESS_TYPES = [
  'UNSPEC',
  'UNICAST',
  'LOCAL',
  'BROADCAST',
  'ANYCAST',
  'MULTICAST',
  'BLACKHOLE',
  'UNREACHABLE',
  'PROHIBIT',
  'THROW',
  'NAT',
  'XRESOLVE',
] as const;

/** One of `ADDRESS_TYPES`. */
export type AddressType = (typeof ADDRESS_TYPES)[number];

/**
 * Whether an address is of one of `types`. `device` restricts the question to what is configured on that interface: an own
 * address of another interface is then UNICAST. Without `interfaces` only what needs none is decided.
 */
export function addressTypeTruth(
  types: readonly AddressType[],
  address: IpAddress,
  interfaces: readonly Interface[] | undefined,
  device: string | undefined,
): Truth {
  if (address.family === 6) return typeTruth6(types, address, interfaces, device);
  const truths = possibleTypes4(address, interfaces, device).map((type) => types.includes(type));
  if (truths.every((truth) => truth)) return 'yes';
  return truths.some((truth) => truth) ? 'unknown' : 'no';
}

/** The local routing table's answer (`__inet_dev_addr_type` of `fib_frontend.c`): one type, or those that it may be. */
function possibleTypes4(
  address: IpAddress,
  interfaces: readonly Interface[] | undefined,
  device: string | undefined,
): readonly AddressType[] {
  if (address.bytes[0] === 0 || address.text === '255.255.255.255') return ['BROADCAST'];
  if (isMulticast(address)) return ['MULTICAST'];
  if (isLoopback(address)) {
    if (device !== undefined && device !== 'lo') return ['UNICAST'];
    // The last address of 127.0.0.0/8 has a broadcast route, too.
    return address.text === '127.255.255.255' ? ['BROADCAST'] : ['LOCAL'];
  }
  if (interfaces === undefined) return ['LOCAL', 'UNICAST', 'BROADCAST'];
  const addresses = interfaces
    .filter((one) => device === undefined || one.name === device)
    .flatMap((one) => one.addresses)
    .filter((one) => one.address.family === 4);
  if (addresses.some((one) => ipEquals(one.address, address))) return ['LOCAL'];
  const own = interfaces.flatMap((one) => one.addresses).some((one) => ipEquals(one.address, address));
  if (own) return ['UNICAST'];
  if (addresses.some((one) => isEdge(one.address, one.prefixLength, address, 1))) return ['BROADCAST'];
  // Kernels before 5.17 have a broadcast route for the network's own address, later ones have not.
  return addresses.some((one) => isEdge(one.address, one.prefixLength, address, 0))
    ? ['BROADCAST', 'UNICAST']
    : ['UNICAST'];
}

/** Whether `candidate` is the last (`bit` 1) or first (`bit` 0) address of a network that has such. */
function isEdge(own: IpAddress, prefixLength: number, candidate: IpAddress, bit: 0 | 1): boolean {
  if (prefixLength > 30) return false;
  const edge = own.bytes.map((byte, i) => {
    const hostBits = Math.max(0, Math.min(8, 8 * (i + 1) - prefixLength));
    const hostMask = (1 << hostBits) - 1;
    return bit === 1 ? byte | hostMask : byte & ~hostMask;
  });
  return ipEquals(ipFromBytes(edge), candidate);
}

/** IPv6 asks each kind of type apart and wants all of them (`addrtype_mt6`), so an own address is LOCAL and UNICAST. */
function typeTruth6(
  types: readonly AddressType[],
  address: IpAddress,
  interfaces: readonly Interface[] | undefined,
  device: string | undefined,
): Truth {
  const truths: Truth[] = [];
  if (types.includes('MULTICAST')) truths.push(truthOf(isMulticast(address)));
  if (types.includes('UNICAST')) truths.push(truthOf(isUnicast6(address)));
  if (types.includes('UNSPEC')) truths.push(truthOf(isUnspecified(address)));
  const routed = types.filter((type) => type === 'LOCAL' || type === 'ANYCAST' || type === 'UNREACHABLE');
  if (routed.length > 0) {
    const local = types.includes('LOCAL') ? isLocal6(address, interfaces, device) : 'no';
    // Anycast and unreachable need the routing table.
    truths.push(local === 'yes' || (routed.length === 1 && routed[0] === 'LOCAL') ? local : 'unknown');
  }
  return allOf(truths);
}

function isUnicast6(address: IpAddress): boolean {
  const mapped = address.bytes.slice(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 0xff));
  return !isMulticast(address) && !isUnspecified(address) && !mapped;
}

function isLocal6(address: IpAddress, interfaces: readonly Interface[] | undefined, device: string | undefined): Truth {
  if (isLoopback(address)) return truthOf(device === undefined || device === 'lo');
  if (isMulticast(address)) return 'no';
  if (interfaces === undefined) return 'unknown';
  const asked = interfaces.filter((one) => device === undefined || one.name === device);
  return truthOf(asked.some((one) => one.addresses.some((own) => ipEquals(own.address, address))));
}
