import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { SocketOwner } from '../../../src/netfilter/model/SocketOwner.js';
import { parseIptablesSave } from '../../../src/netfilter/parse/parseIptablesSave.js';
import { assumedNetns } from '../../../src/netfilter/walk/netns/assumedNetns.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { nextPacketWalk } from '../../../src/netfilter/walk/nextPacketWalk.js';
import type { PacketWalk } from '../../../src/netfilter/walk/PacketWalk.js';
import { receiveFromWire } from '../../../src/netfilter/walk/receiveFromWire.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { sendFromSocket } from '../../../src/netfilter/walk/sendFromSocket.js';
import { ip } from '../walk/bench.js';

interface Recording {
  readonly name: string;
  readonly packet: {
    readonly direction: 'outbound' | 'inbound';
    readonly proto: 'tcp' | 'udp';
    readonly dst: string;
    readonly dport: number;
    readonly src?: string;
    readonly uid?: number;
    readonly gid?: number;
  };
  readonly answered_by: string;
  readonly rules_hit: Readonly<Record<string, readonly string[]>>;
}

/** Inferred from the counters, see the README: answers matched no test for the proxy's user or group. */
const SERVER: SocketOwner = { kind: 'user', uid: 0, gid: 0 };
/** A socket already closed: its last packets have no owner. */
const NOBODY: SocketOwner = { kind: 'none', socket: false };

describe.each(folders())('%s', (folder) => {
  const { ruleSets, recordings } = read(folder);
  test.each(recordings)('$name', ({ packet, answered_by, rules_hit }) => {
    const own = recordings.find(({ name }) => name === 'app to its own pod address')?.packet.dst ?? '';
    const netns = assumedNetns({ podIps: [ip(own)], ruleSets });
    const first = open(netns, packet);
    if (answered_by !== 'sent') expect(answeredBy(first, own)).toBe(answered_by);
    else expect(answeredBy(first, own)).toMatch(/^(network|app on pod address)$/);
    expect(hits(conversation(netns, first))).toEqual(
      Object.fromEntries(Object.entries(rules_hit).map(([table, rules]) => [table, [...rules].sort()])),
    );
  });
});

function folders(): readonly string[] {
  return readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function read(folder: string): { ruleSets: Netns['ruleSets']; recordings: readonly Recording[] } {
  const text = (name: string): string => readFileSync(join(import.meta.dirname, folder, name), 'utf8');
  return {
    ruleSets: parseIptablesSave(text('iptables-save.txt'), folder, { family: 'ip' }),
    recordings: JSON.parse(text('iptables-trace.json')) as readonly Recording[],
  };
}

function open(netns: Netns, { direction, proto, dst, dport, src, uid = 0, gid = 0 }: Recording['packet']): PacketWalk {
  const destination = { ip: ip(dst), port: dport };
  if (direction === 'inbound') {
    const source = { ip: ip(src ?? ''), port: 40000 };
    return receiveFromWire(netns, { inInterface: 'eth0', protocol: proto, source, destination }, chooseLikeliest);
  }
  const bound = src === undefined ? {} : { source: ip(src) };
  const owner: SocketOwner = { kind: 'user', uid, gid };
  return sendFromSocket(netns, { protocol: proto, destination, owner, sourcePort: 40000, ...bound }, chooseLikeliest);
}

/** A datagram is one packet; a connection has answers, later packets, and those after both sockets are closed. */
function conversation(netns: Netns, first: PacketWalk): readonly PacketWalk[] {
  if (first.conversation.opening.protocol === 'udp') return [first];
  const reply = replyWalk(netns, first, chooseLikeliest, { owner: SERVER });
  return [
    first,
    reply,
    nextPacketWalk(netns, reply, chooseLikeliest),
    nextPacketWalk(netns, reply, chooseLikeliest, NOBODY),
    replyWalk(netns, { ...first, conversation: reply.conversation }, chooseLikeliest, { owner: NOBODY, later: true }),
  ];
}

function answeredBy({ end }: PacketWalk, own: string): string {
  if (end.kind === 'wire') return 'network';
  if (end.kind !== 'local') return end.kind;
  if (end.by === 'tproxy') return String(end.listener?.port);
  if (end.by === 'redirect' || [15001, 15006].includes(end.local.port)) return String(end.local.port);
  return end.local.ip.text === own ? 'app on pod address' : `app on ${end.local.ip.text}`;
}

function hits(walks: readonly PacketWalk[]): Readonly<Record<string, readonly string[]>> {
  const tables = new Map<string, Set<string>>();
  for (const { rule } of walks.flatMap(({ steps }) => steps)) {
    if (rule === undefined) continue;
    tables.set(rule.table, (tables.get(rule.table) ?? new Set()).add(rule.text));
  }
  return Object.fromEntries([...tables].map(([table, rules]) => [table, [...rules].sort()]));
}
