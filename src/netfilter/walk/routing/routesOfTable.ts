import { makeCidr, parseCidr } from '../../../net/Cidr.js';
import { parseIp, type IpAddress } from '../../../net/IpAddress.js';
import type { InterfaceAddress } from '../../model/Interface.js';
import type { Netns } from '../netns/Netns.js';
import type { Route } from '../netns/Route.js';

const LOOPBACK_NETWORK = parseCidr('127.0.0.0/8');
const LOOPBACK = parseIp('127.0.0.1');

/** The routes of one table and family: those given, and in `local` and `main` those that the kernel makes for addresses. */
export function routesOfTable(netns: Netns, table: string, family: 4 | 6): readonly Route[] {
  const name = tableName(table);
  const given = netns.routes.filter(
    (route) => tableName(route.table) === name && route.destination.address.family === family,
  );
  if (name === 'local') return [...given, ...localRoutes(netns, family)];
  return name === 'main' ? [...given, ...onLinkRoutes(netns, family)] : given;
}

/**
 * A local address is reached over lo, whichever interface carries it. Its preferred source is itself, for one of 127/8 127.0.0.1, for
 * a secondary IPv4 address (not the first of its network on the interface) the primary one (kernel 6.18 measured; `fib_add_ifaddr`).
 */
function localRoutes(netns: Netns, family: 4 | 6): readonly Route[] {
  const own = netns.interfaces.flatMap(({ addresses }) =>
    addresses
      .filter(({ address: ip }) => ip.family === family)
      .map((address): Route => ({
        table: 'local',
        type: 'local',
        destination: makeCidr(address.address, family === 4 ? 32 : 128),
        device: 'lo',
        source: family === 4 ? primaryOf(address, addresses) : address.address,
      })),
  );
  if (family === 6 || LOOPBACK_NETWORK === undefined || LOOPBACK === undefined) return own;
  const loopback: Route = {
    table: 'local',
    type: 'local',
    destination: LOOPBACK_NETWORK,
    device: 'lo',
    source: LOOPBACK,
  };
  return [...own, loopback];
}

function primaryOf(address: InterfaceAddress, all: readonly InterfaceAddress[]): IpAddress {
  const network = makeCidr(address.address, address.prefixLength).text;
  const first = all.find((other) => makeCidr(other.address, other.prefixLength).text === network);
  return (first ?? address).address;
}

function onLinkRoutes(netns: Netns, family: 4 | 6): readonly Route[] {
  const full = family === 4 ? 32 : 128;
  return netns.interfaces
    .filter(({ name }) => name !== 'lo')
    .flatMap(({ name, addresses }) =>
      addresses
        .filter(({ address: ip, prefixLength }) => ip.family === family && prefixLength < full)
        .map(({ address: ip, prefixLength }): Route => ({
          table: 'main',
          type: 'unicast',
          destination: makeCidr(ip, prefixLength),
          device: name,
          ...(family === 4 ? { source: ip } : {}),
        })),
    );
}

function tableName(table: string): string {
  return { '255': 'local', '254': 'main', '253': 'default' }[table] ?? table;
}
