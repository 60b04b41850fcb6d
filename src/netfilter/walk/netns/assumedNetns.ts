import { parseCidr } from '../../../net/Cidr.js';
import { parseIp, type IpAddress } from '../../../net/IpAddress.js';
import type { Interface, InterfaceAddress } from '../../model/Interface.js';
import type { ListeningSocket } from '../../model/ListeningSocket.js';
import type { RuleSet } from '../../model/RuleSet.js';
import { defaultIpRules, type IpRule } from './IpRule.js';
import type { Netns } from './Netns.js';
import type { Route } from './Route.js';
import { routedMarks } from './routedMarks.js';

/** What is known of a pod's network namespace; all else is assumed. */
export interface AssumedFrom {
  /** In the order of the pod's status: the first of a family is eth0's first. */
  readonly podIps: readonly IpAddress[];
  readonly ruleSets: readonly RuleSet[];
  readonly sockets?: readonly ListeningSocket[] | undefined;
  readonly interfaces?: readonly Interface[] | undefined;
  readonly routes?: readonly Route[] | undefined;
  readonly ipRules?: readonly IpRule[] | undefined;
  readonly sysctls?: Readonly<Record<string, string>> | undefined;
}

/** The routing table that takes a TPROXY mark to lo; its number is of no consequence. */
const TPROXY_TABLE = '133';

const FAMILIES = [4, 6] as const;

/**
 * A pod's network namespace as it usually is: lo with both loopback addresses, eth0 with the pod's, a default route by eth0 for each
 * family of these, and for every mark that TPROXY or CONNMARK rules send over lo the `ip rule` and `local default dev lo` route
 * that its interception mode sets up.
 */
export function assumedNetns(from: AssumedFrom): Netns {
  const families = FAMILIES.filter((family) => from.podIps.some((ip) => ip.family === family));
  const marks = routedMarks(from.ruleSets);
  return {
    ruleSets: from.ruleSets,
    interfaces: from.interfaces ?? assumedInterfaces(from.podIps),
    routes: from.routes ?? families.flatMap((family) => assumedRoutes(family, marks.length > 0)),
    ipRules: from.ipRules ?? FAMILIES.flatMap((family) => [...markRules(family, marks), ...defaultIpRules(family)]),
    sysctls: from.sysctls ?? {},
    sockets: from.sockets,
  };
}

function assumedInterfaces(podIps: readonly IpAddress[]): readonly Interface[] {
  const loopback = ['127.0.0.1', '::1'].flatMap((text): InterfaceAddress[] => {
    const address = parseIp(text);
    if (address === undefined) return [];
    return [{ address, prefixLength: address.family === 4 ? 8 : 128, scope: 'host' }];
  });
  const own = podIps.map((address): InterfaceAddress => ({
    address,
    prefixLength: address.family === 4 ? 32 : 128,
    scope: 'global',
  }));
  return [
    { name: 'lo', addresses: loopback },
    { name: 'eth0', addresses: own },
  ];
}

function assumedRoutes(family: 4 | 6, tproxy: boolean): readonly Route[] {
  const destination = parseCidr(family === 4 ? '0.0.0.0/0' : '::/0');
  if (destination === undefined) return [];
  const route: Route = { table: 'main', type: 'unicast', destination, device: 'eth0' };
  return tproxy ? [route, { table: TPROXY_TABLE, type: 'local', destination, device: 'lo' }] : [route];
}

function markRules(family: 4 | 6, marks: readonly { value: number; mask: number }[]): readonly IpRule[] {
  return marks.map((fwmark, at) => ({
    family,
    priority: 32765 - at,
    fwmark,
    action: { kind: 'lookup', table: TPROXY_TABLE },
  }));
}
