import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { formatSocketAddress, type SocketAddress } from '../../../src/net/SocketAddress.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import type { PacketWalk } from '../../../src/netfilter/walk/PacketWalk.js';
import { receiveFromWire } from '../../../src/netfilter/walk/receiveFromWire.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { sendFromSocket } from '../../../src/netfilter/walk/sendFromSocket.js';
import { device, ip, iptables, listener, markRule, POD, route } from '../walk/bench.js';

interface Sent {
  readonly dir: 'out' | 'in';
  readonly proto: 'tcp' | 'udp';
  readonly src?: string;
  readonly sport: number;
  readonly dst: string;
  readonly dport: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mark?: number;
}
interface Seen {
  /** What the client saw: `connected`, `timeout`, `refused`, or an errno. */
  readonly sees: string;
  /** The socket that answered: namespace, own address, peer. */
  readonly socket?: string;
  /** SO_ORIGINAL_DST at that socket; absent: ENOENT, there is no flow in the default zone. */
  readonly dialled?: string;
  /** By rule, over the whole conversation. */
  readonly hits?: Readonly<Record<string, number>>;
}
interface Recorded {
  readonly sockets: readonly (readonly ['tcp' | 'udp', string, boolean])[];
  readonly owners: Readonly<Record<string, readonly [number, number]>>;
  readonly sets: readonly {
    readonly family: 'ip' | 'ip6';
    readonly backend: 'nft' | 'legacy';
    readonly rules: string;
    readonly packets: readonly Sent[];
    readonly seen: readonly Seen[];
  }[];
}

const FILE = join(import.meta.dirname, 'conversations.json');
const { sockets, owners, sets } = JSON.parse(readFileSync(FILE, 'utf8')) as Recorded;

const FAMILIES = [4, 6] as const;
const BED: Netns = {
  ...POD,
  interfaces: [
    device('lo', '127.0.0.1/8', '10.9.9.9/32', '::6/128', '::1/128'),
    device('eth0', '10.0.0.2/24', '10.0.0.3/24', 'fd00::3/64', 'fd00::2/64'),
    device('eth1', '172.16.0.2/24', 'fd01::2/64'),
  ],
  routes: ['0.0.0.0/0', '::/0'].flatMap((all) => [
    route('main', 'unicast', all, 'eth0'),
    route('7', 'unicast', all, 'eth1'),
    route('133', 'local', all, 'lo'),
  ]),
  ipRules: [
    ...FAMILIES.flatMap((family) => [markRule(7, '7', family), markRule(0x539, '133', family)]),
    ...POD.ipRules,
  ],
  sockets: sockets.map(([protocol, address, transparent]) => ({
    ...listener(protocol, address, transparent),
    v6only: true,
  })),
};

/** At the other ends of both links. */
const PEER_PORTS = new Set([80, 53, 8080, 15001, 15006, 15008, 15053, 22, 443, 9001]);

describe.each(sets.map((set, at) => ({ ...set, name: `set ${at + 1}, ${set.family}, ${set.backend}` })))(
  '$name',
  ({ family, backend, rules, packets, seen }) => {
    const netns = { ...BED, ruleSets: iptables(rules, backend, family) };
    test.each(packets.map((packet, at) => ({ packet, name: JSON.stringify(packet), expected: seen[at] })))(
      '$name',
      ({ packet, expected }) => {
        const { sees, dialled, ...rest } = conversation(netns, packet);
        expect(rest).toEqual({
          ...(expected?.socket !== undefined && { socket: expected.socket }),
          ...(expected?.hits !== undefined && { hits: expected.hits }),
        });
        expect(dialled).toBe(expected?.dialled);
        expect(sees).toContain(expected?.sees);
      },
    );
  },
);

/** SYN, SYN+ACK and ACK, or a datagram and its answer. */
function conversation(netns: Netns, packet: Sent): Seen {
  const first = send(netns, packet);
  const { end } = first;
  if (end.kind !== 'local' && end.kind !== 'wire') {
    return { sees: 'senderSees' in end ? seenAs(end.senderSees) : end.why };
  }
  if (end.kind === 'wire' && !PEER_PORTS.has(end.destination.port)) return { sees: 'refused or timeout' };
  const reply = replyWalk(netns, first, chooseLikeliest, { owner: ownerOf(first, packet.proto) });
  // Who asked by eth0 does not hear what leaves by eth1.
  const answered = reply.end.kind === 'local' || (reply.end.kind === 'wire' && reply.end.outInterface === 'eth0');
  // A UDP server has the datagram whether or not its answer arrives; a TCP one accepts with the ACK.
  const reached = packet.proto === 'udp' || answered ? socketOf(first, packet) : {};
  if (!answered) return { sees: 'timeout', ...reached };
  const next = packet.proto === 'tcp' ? [nextPacketWalk(netns, reply, chooseLikeliest)] : [];
  return { sees: 'connected', ...reached, hits: hits([first, reply, ...next]) };
}

function send(netns: Netns, { dir, proto, src, sport, dst, dport, uid = 0, gid = 0, mark = 0 }: Sent): PacketWalk {
  const destination = { ip: ip(dst), port: dport };
  if (dir === 'in') {
    const source = { ip: ip(src ?? ''), port: sport };
    return receiveFromWire(netns, { inInterface: 'eth0', protocol: proto, source, destination }, chooseLikeliest);
  }
  const bound = src === undefined ? {} : { source: ip(src) };
  const owner = { kind: 'user', uid, gid } as const;
  return sendFromSocket(
    netns,
    { protocol: proto, destination, owner, sourcePort: sport, mark, ...bound },
    chooseLikeliest,
  );
}

/** Who created the socket that answers. */
function ownerOf({ end }: PacketWalk, protocol: string): { kind: 'user'; uid: number; gid: number } {
  const port = end.kind === 'local' ? (end.listener ?? end.local).port : 0;
  const [uid = 0, gid = 0] = owners[`${protocol}:${port}`] ?? [];
  return { kind: 'user', uid, gid };
}

function socketOf({ end }: PacketWalk, { proto }: Sent): Pick<Seen, 'socket' | 'dialled'> {
  if (end.kind === 'wire') {
    const peer = end.outInterface === 'eth0' ? 'peer' : 'peer2';
    return { socket: `${peer} ${text(end.destination)} from ${text(end.source)}` };
  }
  if (end.kind !== 'local') return {};
  // A datagram's socket tells the address of the datagram and its own port.
  const local = proto === 'udp' && end.listener ? { ip: end.local.ip, port: end.listener.port } : end.local;
  const socket = `pod ${text(local)} from ${text(end.source)}`;
  return proto === 'tcp' && end.hasOriginalDst ? { socket, dialled: text(end.originalDestination) } : { socket };
}

function text(address: SocketAddress): string {
  return formatSocketAddress(address);
}

/** A reset or ICMP error may meet a rule that stops it, which is not walked; those of IPv6 reach TCP later than was waited for. */
function seenAs(senderSees: string): string {
  return senderSees === 'unreachable' || senderSees === 'refused' ? `${senderSees} or timeout` : senderSees;
}

function hits(walks: readonly PacketWalk[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { rule } of walks.flatMap(({ steps }) => steps)) {
    if (rule === undefined) continue;
    const coordinate = `${rule.table}:${rule.chain}:${rule.index}`;
    counts.set(coordinate, (counts.get(coordinate) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
