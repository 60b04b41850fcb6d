import { makeCidr, parseCidr } from '../../../net/Cidr.js';
import { parseIp } from '../../../net/IpAddress.js';
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

/** A local address is reached over lo, whichever interface carries it, and is its own preferred source; of 127/8 it is 127.0.0.1. */
function localRoutes(netns: Netns, family: 4 | 6): readonly Route[] {
  const own = netns.interfaces.flatMap(({ addresses }) =>
    addresses
      .filter(({ address: ip }) => ip.family === family)
      .map(({ address: ip }): Route => ({
        table: 'local',
        type: 'local',
        destination: makeCidr(ip, ip.family === 4 ? 32 : 128),
        device: 'lo',
        source: ip,
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
