import { parseIp, type IpAddress } from '../../../src/net/IpAddress.js';
import type { Truth } from '../../../src/logic/Truth.js';
import { matchRule } from '../../../src/netfilter/matchRule.js';
import type { ConntrackEntry, ConntrackView } from '../../../src/netfilter/model/ConntrackView.js';
import type { Interface } from '../../../src/netfilter/model/Interface.js';
import type { MatchEnv } from '../../../src/netfilter/model/MatchEnv.js';
import type { Packet } from '../../../src/netfilter/model/Packet.js';
import type { SocketOwner } from '../../../src/netfilter/model/SocketOwner.js';
import { rule } from '../harness.js';

/** An address that a test writes down. */
export function ip(text: string): IpAddress {
  const address = parseIp(text);
  if (address === undefined) throw new Error(`no address: ${text}`);
  return address;
}

/** A pod: `lo` with an address of its own, `eth0` with two. */
const INTERFACES: readonly Interface[] = [
  { name: 'lo', addresses: [on('127.0.0.1', 8), on('10.9.9.9', 32), on('::1', 128), on('::6', 128)] },
  { name: 'eth0', addresses: [on('10.0.0.2', 24), on('10.0.0.3', 24), on('fd00::2', 64)] },
];

export const APP: SocketOwner = { kind: 'user', uid: 1000, gid: 1000 };
export const PROXY: SocketOwner = { kind: 'user', uid: 1337, gid: 1337 };

export const NEW_FLOW: ConntrackEntry = {
  protocol: 'tcp',
  original: { source: ip('10.0.0.2'), sourcePort: 40000, destination: ip('192.0.2.10'), destinationPort: 80 },
  reply: { source: ip('192.0.2.10'), sourcePort: 80, destination: ip('10.0.0.2'), destinationPort: 40000 },
  direction: 'ORIGINAL',
  snat: false,
  dnat: false,
  mark: 0,
  status: [],
};

export const NEW: ConntrackView = { state: 'NEW', entry: NEW_FLOW };
export const UNTRACKED: ConntrackView = { state: 'UNTRACKED' };
export const BEFORE_CONNTRACK: ConntrackView = { state: 'INVALID' };

/** The SYN of an app's connection to an outside web server, as the OUTPUT chains see it. */
export const SYN: Packet = {
  family: 4,
  protocol: 'tcp',
  source: ip('10.0.0.2'),
  sourcePort: 40000,
  destination: ip('192.0.2.10'),
  destinationPort: 80,
  mark: 0,
  inInterface: '',
  outInterface: 'eth0',
  owner: APP,
  conntrack: NEW,
  tcpFlags: ['SYN'],
  length: 60,
  ttl: 64,
  tos: 0,
};

const ENV: MatchEnv = { hook: 'OUTPUT', table: 'filter', interfaces: INTERFACES, sockets: undefined };

/** The same SYN before the kernel has chosen its source port. */
export const UNBOUND_SYN: Packet = withoutSourcePort(SYN);

/** Whether the rule `words` matches `SYN`, changed by `packet`. */
export function truth(words: string, packet: Partial<Packet> = {}, env: Partial<MatchEnv> = {}): Truth {
  return truthFor(words, { ...SYN, ...packet }, env);
}

/** Whether the rule `words` matches the packet. */
export function truthFor(words: string, packet: Packet, env: Partial<MatchEnv> = {}): Truth {
  const family = packet.family === 6 ? 'ip6' : 'ip';
  return matchRule(rule(`${words} -j ACCEPT`, family), packet, { ...ENV, ...env }).truth;
}

function withoutSourcePort({ sourcePort: _, ...packet }: Packet): Packet {
  return packet;
}

function on(text: string, prefixLength: number): Interface['addresses'][number] {
  return { address: ip(text), prefixLength };
}
