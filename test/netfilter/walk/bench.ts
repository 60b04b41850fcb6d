import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseLikeliest, type Choose } from '../../../src/logic/Fork.js';
import { parseCidr, type Cidr } from '../../../src/net/Cidr.js';
import { parseIp, type IpAddress } from '../../../src/net/IpAddress.js';
import { formatSocketAddress, parseSocketAddress, type SocketAddress } from '../../../src/net/SocketAddress.js';
import type { Interface } from '../../../src/netfilter/model/Interface.js';
import type { ListeningSocket } from '../../../src/netfilter/model/ListeningSocket.js';
import type { TcpFlag } from '../../../src/netfilter/model/Packet.js';
import type { RuleSet } from '../../../src/netfilter/model/RuleSet.js';
import type { SocketOwner } from '../../../src/netfilter/model/SocketOwner.js';
import { parseIptablesSave } from '../../../src/netfilter/parse/parseIptablesSave.js';
import { forwardThrough } from '../../../src/netfilter/walk/forwardThrough.js';
import { defaultIpRules, type IpRule } from '../../../src/netfilter/walk/netns/IpRule.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import type { Route } from '../../../src/netfilter/walk/netns/Route.js';
import type { PacketWalk, WalkEnd } from '../../../src/netfilter/walk/PacketWalk.js';
import { receiveFromWire } from '../../../src/netfilter/walk/receiveFromWire.js';
import { sendFromSocket } from '../../../src/netfilter/walk/sendFromSocket.js';

export function ip(text: string): IpAddress {
  const parsed = parseIp(text);
  if (parsed === undefined) throw new Error(`no address: ${text}`);
  return parsed;
}

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`no network: ${text}`);
  return parsed;
}

function socketAddress(text: string): SocketAddress {
  const parsed = parseSocketAddress(text);
  if (parsed === undefined) throw new Error(`no socket address: ${text}`);
  return parsed;
}

export function device(name: string, ...addresses: readonly string[]): Interface {
  return {
    name,
    addresses: addresses.map((text) => ({
      address: ip(text.split('/')[0] ?? ''),
      prefixLength: Number(text.split('/')[1]),
      scope: text.startsWith('127.') || text === '::1/128' ? 'host' : text.startsWith('fe80') ? 'link' : 'global',
    })),
  };
}

export function listener(protocol: 'tcp' | 'udp', address: string, transparent = false): ListeningSocket {
  return { protocol, address: socketAddress(address), transparent };
}

export function route(table: string, type: Route['type'], destination: string, out: string): Route {
  return { table, type, destination: cidr(destination), device: out };
}

/** `ip rule add fwmark MARK lookup TABLE`. */
export function markRule(value: number, table: string, family: 4 | 6 = 4, mask = 0xffffffff): IpRule {
  return { family, priority: 1000, fwmark: { value, mask }, action: { kind: 'lookup', table } };
}

/** The proxy listens on 15001, 15006, 15008, 15021, 15090, 15053, the app on 8080, 22, 15020 and udp 53. */
const LISTENERS: readonly ListeningSocket[] = [
  ...[15001, 15006].map((port) => listener('tcp', `0.0.0.0:${port}`, true)),
  ...[15008, 15021, 15090, 15053, 8080, 22, 15020, 53].map((port) => listener('tcp', `0.0.0.0:${port}`)),
  ...[15053, 53, 8080].map((port) => listener('udp', `0.0.0.0:${port}`)),
  ...[15001, 15006].map((port) => listener('tcp', `[::]:${port}`, true)),
  ...[15008, 15053, 8080, 53].map((port) => listener('tcp', `[::]:${port}`)),
  listener('udp', '[::]:15053'),
];

/** The namespace on which the kernel was measured: two addresses on eth0, one on lo, a second interface. */
export const POD: Netns = {
  ruleSets: [],
  interfaces: [
    device('lo', '127.0.0.1/8', '10.9.9.9/32', '::1/128', '::6/128'),
    device('eth0', '10.0.0.2/24', '10.0.0.3/24', 'fd00::3/64', 'fd00::2/64', 'fe80::2/64'),
    device('eth1', '172.16.0.2/24'),
  ],
  routes: [route('main', 'unicast', '0.0.0.0/0', 'eth0'), route('main', 'unicast', '::/0', 'eth0')],
  ipRules: [...defaultIpRules(4), ...defaultIpRules(6)],
  sysctls: {},
  sockets: LISTENERS,
};

/** The pod with `ip rule fwmark 0x539 lookup 133` and `local default dev lo`. */
export const TPROXY_POD: Netns = {
  ...POD,
  routes: [...POD.routes, route('133', 'local', '0.0.0.0/0', 'lo')],
  ipRules: [markRule(0x539, '133'), ...POD.ipRules],
};

const FIXTURES = join(import.meta.dirname, '../../../fixtures/iptables/kernel-iptables-save');

/** The rule sets of files below `fixtures/iptables/kernel-iptables-save`. */
export function rulesOfFiles(...paths: readonly string[]): readonly RuleSet[] {
  return paths.flatMap((path) =>
    parseIptablesSave(readFileSync(join(FIXTURES, path), 'utf8'), path, {
      family: path.endsWith('.ip6tables-save') ? 'ip6' : 'ip',
      backend: path.includes('legacy') ? 'legacy' : 'nft',
    }),
  );
}

/** `table` with `:CHAIN` lines of its own and rules as behind `-A`. */
export function iptables(
  text: string,
  backend: RuleSet['backend'] = 'nft',
  family: 'ip' | 'ip6' = 'ip',
): readonly RuleSet[] {
  return parseIptablesSave(text, 'rules', { family, backend });
}

const OWNERS: Readonly<Record<string, SocketOwner>> = {
  app: { kind: 'user', uid: 1000, gid: 1000 },
  proxy: { kind: 'user', uid: 1337, gid: 1337 },
  root: { kind: 'user', uid: 0, gid: 0 },
  'uid-only': { kind: 'user', uid: 1337, gid: 0 },
  'gid-only': { kind: 'user', uid: 1000, gid: 1337 },
  kernel: { kind: 'none', socket: true },
};

/**
 * Walks the packet that the words tell: `app tcp 10.96.0.20:80 from 127.0.0.6 mark 0x539`, `peer tcp 10.0.0.2:8080 flags SYN+ACK`,
 * `node tcp 10.96.0.20:80` (forwarded for a peer).
 */
export function walk(netns: Netns, words: string, choose: Choose = chooseLikeliest): PacketWalk {
  const [who = '', protocol = '', destination = '', ...rest] = words.split(' ');
  const option = (name: string): string | undefined =>
    rest[rest.indexOf(name) + 1] && rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined;
  const to = socketAddress(destination);
  const from = option('from');
  if (who === 'peer' || who === 'node') {
    const incoming = {
      inInterface: option('by') ?? 'eth0',
      protocol,
      source: { ip: ip(from ?? (to.ip.family === 4 ? '10.0.0.1' : 'fd00::1')), port: 40000 },
      destination: to,
      ...(rest.includes('invalid') ? { ctState: 'invalid' as const } : {}),
      ...flags(option('flags')),
      ...(rest.includes('fragment') ? { fragment: true } : {}),
    };
    return who === 'peer' ? receiveFromWire(netns, incoming, choose) : forwardThrough(netns, incoming, choose);
  }
  const [uid = '', gid = ''] = who.split('/');
  return sendFromSocket(
    netns,
    {
      protocol,
      destination: to,
      owner: OWNERS[who] ?? { kind: 'user', uid: Number(uid), gid: Number(gid) },
      sourcePort: 40000,
      ...(from === undefined ? {} : { source: ip(from) }),
      mark: Number(option('mark') ?? 0),
      transparent: rest.includes('transparent'),
      ...(rest.includes('invalid') ? { ctState: 'invalid' as const } : {}),
      ...(rest.includes('established') ? { ctState: 'established' as const } : {}),
      ...flags(option('flags')),
    },
    choose,
  );
}

/** `SYN+ACK`, or `none`. */
function flags(text: string | undefined): { readonly tcpFlags?: readonly TcpFlag[] } {
  if (text === undefined) return {};
  const all = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] as const;
  return { tcpFlags: all.filter((flag) => text.split('+').includes(flag)) };
}

/** The rules that were hit, in order: `nat OUTPUT:1 ISTIO_OUTPUT:6`; a table is named when it changes. */
export function path(walk: PacketWalk): string {
  let table = '';
  return walk.steps
    .flatMap(({ rule }) => {
      if (rule === undefined) return [];
      const name = rule.table === table ? [] : [rule.table];
      table = rule.table;
      return [...name, `${rule.chain}:${rule.index}`];
    })
    .join(' ');
}

/** Every step that has a coordinate: rules, returns, policies. */
export function coordinates(walk: PacketWalk): readonly string[] {
  return walk.steps.flatMap(({ coordinate }) => (coordinate === undefined ? [] : [coordinate]));
}

/** The end in a few words: `redirect 127.0.0.1:15001`, `wire eth0 10.96.0.20:80`, `dropped timeout`, … */
export function endOf({ end }: { readonly end: WalkEnd }): string {
  switch (end.kind) {
    case 'local':
      return `${end.by} ${formatSocketAddress(end.local)}`;
    case 'wire':
      return `wire ${end.outInterface} ${formatSocketAddress(end.destination)}`;
    case 'dropped':
    case 'rejected':
      return `${end.kind} ${end.senderSees}`;
    case 'unroutable':
      return `unroutable ${end.senderSees}`;
    case 'unknown':
      return `unknown ${end.why}`;
  }
}
