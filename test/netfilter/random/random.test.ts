import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { formatSocketAddress } from '../../../src/net/SocketAddress.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import type { PacketWalk } from '../../../src/netfilter/walk/PacketWalk.js';
import { receiveFromWire } from '../../../src/netfilter/walk/receiveFromWire.js';
import { sendFromSocket } from '../../../src/netfilter/walk/sendFromSocket.js';
import { device, ip, iptables, listener, markRule, POD, route } from '../walk/bench.js';

interface Sent {
  readonly dir: 'out' | 'in';
  readonly src?: string;
  readonly dst: string;
  readonly port: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mark?: number;
}
interface Recorded {
  readonly packets: readonly Sent[];
  readonly sets: readonly {
    readonly rules: string;
    readonly seen: readonly { readonly hits: Readonly<Record<string, number>>; readonly end: string }[];
  }[];
}

const { packets, sets } = JSON.parse(readFileSync(join(import.meta.dirname, 'recorded.json'), 'utf8')) as Recorded;

const BED: Netns = {
  ...POD,
  interfaces: [
    device('lo', '127.0.0.1/8', '10.9.9.9/32'),
    device('eth0', '10.0.0.2/24', '10.0.0.3/24'),
    device('eth1', '172.16.0.2/24'),
  ],
  routes: [route('main', 'unicast', '0.0.0.0/0', 'eth0'), route('7', 'unicast', '0.0.0.0/0', 'eth1')],
  ipRules: [markRule(7, '7'), ...POD.ipRules],
  sockets: [80, 8080, 53, 15001, 15006].map((port) => listener('udp', `0.0.0.0:${port}`)),
};

describe.each(sets.map((set, at) => ({ ...set, name: `P12 random set ${at + 1}` })))('$name', ({ rules, seen }) => {
  const netns = { ...BED, ruleSets: iptables(rules) };
  test.each(packets.map((packet, at) => ({ packet, name: JSON.stringify(packet), expected: seen[at] })))(
    '$name',
    ({ packet, expected }) => {
      const walk = send(netns, packet);
      expect({ hits: hits(walk), end: received(walk) }).toEqual(expected);
    },
  );
});

function send(netns: Netns, { dir, src, dst, port, uid = 0, gid = 0, mark = 0 }: Sent): PacketWalk {
  const destination = { ip: ip(dst), port };
  if (dir === 'in') {
    const source = { ip: ip('10.0.0.1'), port: 20000 };
    return receiveFromWire(netns, { inInterface: 'eth0', protocol: 'udp', source, destination }, chooseLikeliest);
  }
  const bound = src === undefined ? {} : { source: ip(src) };
  const owner = { kind: 'user', uid, gid } as const;
  return sendFromSocket(
    netns,
    { protocol: 'udp', destination, owner, sourcePort: 20000, mark, ...bound },
    chooseLikeliest,
  );
}

function hits({ steps }: PacketWalk): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { rule } of steps) {
    if (rule === undefined) continue;
    const coordinate = `${rule.table}:${rule.chain}:${rule.index}`;
    counts.set(coordinate, (counts.get(coordinate) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function received({ end }: PacketWalk): string {
  if (end.kind === 'local') return `local ${formatSocketAddress(end.local)} from ${end.source.ip.text}`;
  return end.kind === 'wire' ? `wire ${formatSocketAddress(end.destination)} from ${end.source.ip.text}` : 'none';
}
