import { readdirSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadedRules, Observation, SentPacket } from '../contract.js';
import type { Bed } from './Bed.js';
import { openBed } from './openBed.js';

const isRoot = process.getuid?.() === 0;
const when = isRoot ? '' : ' (skipped: not root)';

let bed: Bed;
beforeAll(async () => {
  if (isRoot) bed = await openBed();
});
afterAll(() => {
  if (isRoot) bed.close();
});

/** `out app tcp 10.0.0.1:80`, `in eth0 tcp 10.0.0.2:80`, and what is special about it. */
function packet(words: string, more: Partial<SentPacket> = {}): SentPacket {
  const [direction, who = '', protocol, to = ''] = words.split(' ');
  const [, bracketed, plain, port] = /^(?:\[(.*)\]|(.*)):(\d+)$/.exec(to) ?? [];
  const ids: Readonly<Record<string, number>> = { app: 1000, proxy: 1337, root: 0 };
  return {
    direction: direction === 'in' ? 'in' : 'out',
    protocol: protocol === 'udp' || protocol === 'icmp' ? protocol : 'tcp',
    sourcePort: 20001,
    destination: bracketed ?? plain ?? '',
    destinationPort: Number(port),
    uid: ids[who] ?? 0,
    gid: ids[who] ?? 0,
    groups: [],
    mark: 0,
    transparent: false,
    inInterface: direction === 'in' ? who : '',
    state: 'new',
    ...more,
  };
}

/** What was seen, in one line: `connected pod 127.0.0.1:15001 from 10.0.0.2:20001 dialled 192.0.2.10:80`. */
function seen({ senderSees, reached }: Observation): string {
  if (reached === undefined) return senderSees;
  const { where, local, peer, originalDestination } = reached;
  const dialled = originalDestination === undefined ? '' : ` dialled ${originalDestination}`;
  return `${senderSees} ${where} ${local} from ${peer}${dialled}`;
}

/** Hits without loader and family. */
function hits(observation: Observation): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(observation.hits).map(([name, count]) => [name.replace(/^\w+ /, ''), count]),
  );
}

function load(rules: string, loader: LoadedRules['loader'] = 'nft', family: 4 | 6 = 4): void {
  expect(bed.load([{ loader, family, text: `${rules}\n` }])).toEqual([]);
}

/** Uses conntrack without any effect: nat is not consulted without (H7). */
const CT = '*raw\n-A OUTPUT -m conntrack --ctstate DNAT\n-A PREROUTING -m conntrack --ctstate DNAT\nCOMMIT\n';

describe.skipIf(!isRoot)(`without rules${when}`, () => {
  test.each([
    ['out app tcp 192.0.2.10:80', 'connected peer 192.0.2.10:80 from 10.0.0.2:20001'],
    ['out app tcp 192.0.2.10:81', 'ECONNREFUSED'],
    ['out app udp 192.0.2.10:53', 'answered peer 192.0.2.10:53 from 10.0.0.2:20001'],
    ['out app udp 192.0.2.10:54', 'ECONNREFUSED'],
    ['out app icmp 192.0.2.10:7', 'answered'],
    ['out app tcp 10.0.0.2:8080', 'connected pod 10.0.0.2:8080 from 10.0.0.2:20001'],
    ['out app tcp 127.0.0.5:8080', 'connected pod 127.0.0.5:8080 from 127.0.0.1:20001'],
    ['out app tcp 127.0.0.1:7777', 'ECONNREFUSED'],
    ['out app tcp [2001:db8::1]:80', 'connected peer [2001:db8::1]:80 from [fd00::3]:20001'],
    ['out app udp [2001:db8::1]:54', 'ECONNREFUSED'],
    ['out app icmp [2001:db8::1]:7', 'answered'],
    ['out app tcp [::1]:8080', 'connected pod [::1]:8080 from [::1]:20001'],
    ['in eth0 tcp 10.0.0.2:8080', 'connected pod 10.0.0.2:8080 from 10.0.0.1:20001'],
    ['in eth0 udp 10.9.9.9:53', 'answered pod 10.9.9.9:53 from 10.0.0.1:20001'],
    ['in eth0 icmp 10.0.0.3:7', 'answered'],
    ['in eth0 tcp 10.0.0.2:7777', 'ECONNREFUSED'],
    ['in eth0 tcp 127.0.0.1:8080', 'timeout'],
    ['in eth0 tcp 192.0.2.77:8080', 'timeout'],
    ['in eth1 tcp 172.16.0.2:8080', 'connected pod 172.16.0.2:8080 from 172.16.0.1:20001'],
    ['in eth0 tcp [fd00::2]:8080', 'connected pod [fd00::2]:8080 from [fd00::1]:20001'],
    ['in eth1 udp [fd01::2]:8080', 'answered pod [fd01::2]:8080 from [fd01::1]:20001'],
  ])('%s: %s', (words, outcome) => {
    bed.load([]);
    expect(seen(bed.send(packet(words)))).toBe(outcome);
  });
  test('mark 7 goes by eth1', () => {
    expect(seen(bed.send(packet('out app tcp 192.0.2.10:80', { mark: 7 })))).toBe(
      'connected peer2 192.0.2.10:80 from 172.16.0.2:20001',
    );
  });
  test('a foreign source needs a transparent socket', () => {
    const foreign = { source: '192.0.2.77' };
    expect(seen(bed.send(packet('out app tcp 192.0.2.10:80', foreign)))).toBe('EADDRNOTAVAIL');
    expect(seen(bed.send(packet('in eth0 tcp 10.0.0.2:8080', foreign)))).toBe(
      'connected pod 10.0.0.2:8080 from 192.0.2.77:20001',
    );
  });
});

describe.skipIf(!isRoot)(`facts that were measured elsewhere${when}`, () => {
  test.each(['nft', 'legacy'] as const)('H3: nat is consulted once, filter for each packet: %s', (loader) => {
    load('*nat\n-A OUTPUT -m conntrack --ctstate NEW\nCOMMIT\n*filter\n-A OUTPUT\nCOMMIT', loader);
    expect(hits(bed.send(packet('out app tcp 10.0.0.1:80')))).toEqual({ 'nat:OUTPUT:1': 1, 'filter:OUTPUT:1': 2 });
  });
  test.each(['nft', 'legacy'] as const)('H7: nat is not consulted without conntrack: %s', (loader) => {
    load('*nat\n-A OUTPUT\nCOMMIT\n*filter\n-A OUTPUT\nCOMMIT', loader);
    expect(hits(bed.send(packet('out app tcp 10.0.0.1:80')))).toEqual({ 'filter:OUTPUT:1': 2 });
  });
  test('N1: a redirected connection keeps its source', () => {
    load('*nat\n-A OUTPUT -p tcp --dport 80 -j REDIRECT --to-ports 15001\nCOMMIT');
    expect(seen(bed.send(packet('out app tcp 192.0.2.10:80')))).toBe(
      'connected pod 127.0.0.1:15001 from 10.0.0.2:20001 dialled 192.0.2.10:80',
    );
  });
  test.each([
    ['192.0.2.10:80', '127.0.0.1:15001'],
    ['192.0.2.10:15006', '127.0.0.1:15006'],
  ])('N5: of a range of ports the dialled one or the first: %s', (dialled, local) => {
    load('*nat\n-A OUTPUT -p tcp -j REDIRECT --to-ports 15001-15006\nCOMMIT');
    expect(seen(bed.send(packet(`out app tcp ${dialled}`)))).toContain(`pod ${local}`);
  });
  test('3.1: PREROUTING redirects to the first address of the interface, IPv6 to the newest', () => {
    load('*nat\n-A PREROUTING -p tcp -j REDIRECT --to-ports 15006\nCOMMIT');
    expect(seen(bed.send(packet('in eth0 tcp 10.0.0.3:8080')))).toContain('pod 10.0.0.2:15006');
    load('*nat\n-A PREROUTING -p tcp -j REDIRECT --to-ports 15006\nCOMMIT', 'nft', 6);
    expect(seen(bed.send(packet('in eth0 tcp [fd00::2]:8080')))).toContain('pod [fd00::3]:15006');
  });
  test('D3: 127.0.0.1 can not be translated to elsewhere', () => {
    load('*nat\n-A OUTPUT -p tcp -j DNAT --to-destination 10.0.0.1\nCOMMIT\n*mangle\n-A POSTROUTING\nCOMMIT');
    const observation = bed.send(packet('out app tcp 127.0.0.1:80'));
    expect([seen(observation), hits(observation)]).toEqual(['timeout', { 'nat:OUTPUT:1': 1 }]);
  });
  test('D5: nor what comes in to 127.0.0.1', () => {
    load('*nat\n-A PREROUTING -p tcp -j DNAT --to-destination 127.0.0.1\nCOMMIT\n*mangle\n-A INPUT\nCOMMIT');
    const observation = bed.send(packet('in eth0 tcp 10.0.0.2:8080'));
    expect([seen(observation), hits(observation)]).toEqual(['timeout', { 'nat:PREROUTING:1': 1 }]);
  });
  test('T2: TPROXY gives the dialled address', () => {
    load(`${CT}*mangle\n-A PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 0x539\nCOMMIT`);
    expect(seen(bed.send(packet('in eth0 tcp 10.0.0.3:7777')))).toBe(
      'connected pod 10.0.0.3:7777 from 10.0.0.1:20001 dialled 10.0.0.3:7777',
    );
  });
  test.each(['nft', 'legacy'] as const)('T6: TPROXY to nobody drops: %s', (loader) => {
    load('*mangle\n-A PREROUTING -p tcp -j TPROXY --on-port 15007 --tproxy-mark 0x539\nCOMMIT', loader);
    expect(seen(bed.send(packet('in eth0 tcp 10.0.0.2:8080')))).toBe('timeout');
  });
  test('T8: native tproxy to nobody lets the packet through', () => {
    load(
      `table inet t {
         chain p {
           type filter hook prerouting priority mangle
           meta l4proto tcp counter tproxy to :15007 accept
           counter
         }
       }`,
      'native',
    );
    const observation = bed.send(packet('in eth0 tcp 10.0.0.2:8080'));
    expect(seen(observation)).toContain('connected pod 10.0.0.2:8080');
    expect(observation.hits).toEqual({ 'native inet t:p:1': 2, 'native inet t:p:2': 2 });
  });
  test.each([
    ['app', {}, [2]],
    ['proxy', {}, [1]],
    ['app', { gid: 1337 }, [2, 3]],
    ['app', { groups: [7, 1337] }, [2, 4]],
  ] as const)('4.1: owner of %s %j: rules %j', (who, more, matched) => {
    load(
      [
        '*filter',
        '-A OUTPUT -p udp -m owner --uid-owner 1337 --gid-owner 1337',
        '-A OUTPUT -p udp -m owner ! --uid-owner 1337',
        '-A OUTPUT -p udp -m owner --gid-owner 1337 ! --uid-owner 1337',
        '-A OUTPUT -p udp -m owner --gid-owner 1337 --suppl-groups ! --uid-owner 1337',
        'COMMIT',
      ].join('\n'),
    );
    const places = Object.keys(
      hits(bed.send(packet('out root udp 10.0.0.1:53', { ...packet(`out ${who} udp 10.0.0.1:53`), ...more }))),
    );
    const gidMember = 'gid' in more ? [4] : [];
    expect(places.map((place) => Number(place.split(':')[2]))).toEqual([...matched, ...gidMember]);
  });
  test.each([
    ['-p tcp -j DROP', 'tcp', 'timeout'],
    ['-p udp -j DROP', 'udp', 'EPERM'],
    ['-p tcp --dport 53 -j REJECT', 'tcp', 'ECONNREFUSED'],
    ['-p tcp --dport 53 -j REJECT --reject-with icmp-net-unreachable', 'tcp', 'ENETUNREACH'],
    ['-p tcp --dport 53 -j REJECT --reject-with icmp-proto-unreachable', 'tcp', 'ENOPROTOOPT'],
    ['-p tcp --dport 53 -j REJECT --reject-with tcp-reset', 'tcp', 'ECONNREFUSED'],
  ])('2.1: OUTPUT %s: %s %s', (rule, protocol, sees) => {
    load(`*filter\n-A OUTPUT ${rule}\nCOMMIT`);
    expect(seen(bed.send(packet(`out app ${protocol} 10.0.0.1:53`)))).toBe(sees);
  });
});

describe.skipIf(!isRoot)(`other states${when}`, () => {
  const STATES = (loader: LoadedRules['loader']): void =>
    load('*filter\n-A OUTPUT -m conntrack --ctstate INVALID\n-A OUTPUT -m conntrack --ctstate NEW\nCOMMIT', loader);
  test('H8: a SYN+ACK of no flow is INVALID, and skips nat', () => {
    load(`*nat\n-A OUTPUT -j REDIRECT\nCOMMIT\n*filter\n-A OUTPUT -m conntrack --ctstate INVALID\nCOMMIT`);
    for (const to of ['10.0.0.1:80', '192.0.2.10:8080']) {
      expect(hits(bed.send(packet(`out app tcp ${to}`, { state: 'invalid' })))).toEqual({ 'filter:OUTPUT:1': 1 });
    }
    STATES('legacy');
    expect(hits(bed.send(packet('out app tcp 10.0.0.1:80')))).toEqual({ 'filter:OUTPUT:2': 1 });
  });
  test('H5: a flow that was there before the rules is not translated by them', () => {
    const tcp = packet('out app tcp 192.0.2.10:80');
    const udp = packet('out app udp 192.0.2.10:53');
    const text =
      '*nat\n-A OUTPUT -p tcp -j REDIRECT --to-ports 15001\n-A OUTPUT -p udp -j REDIRECT --to-ports 15053\nCOMMIT\n*filter\n-A OUTPUT -m conntrack --ctstate ESTABLISHED\n-A INPUT -m conntrack --ctdir REPLY\nCOMMIT\n';
    expect(bed.load([{ loader: 'nft', family: 4, text }], { established: [tcp, udp] })).toEqual([]);
    for (const old of [tcp, udp]) {
      const observation = bed.send({ ...old, state: 'established' });
      expect(seen(observation)).toContain('answered peer 192.0.2.10:');
      expect(hits(observation)).toEqual({ 'filter:OUTPUT:1': 1, 'filter:INPUT:1': 1 });
    }
    expect(seen(bed.send({ ...tcp, sourcePort: 20002 }))).toContain('connected pod 127.0.0.1:15001');
  });
});

describe.skipIf(!isRoot)(`the bed itself${when}`, () => {
  test('says which rule set a loader refuses, and loads the others', () => {
    const rules = (text: string): LoadedRules => ({ loader: 'legacy', family: 4, text: `*filter\n${text}\nCOMMIT\n` });
    const refusals = bed.load([rules('-A OUTPUT'), rules('-A OUTPUT -j MISSING')]);
    expect(refusals).toEqual([{ at: 1, message: expect.stringContaining('line: 2') as string }]);
    expect(hits(bed.send(packet('out app udp 10.0.0.1:53')))).toEqual({ 'filter:OUTPUT:1': 1 });
  });
  test('tells of rules of a script that do not count', () => {
    const text = 'table ip t {\n chain o {\n type filter hook output priority 0\n accept\n }\n}\n';
    expect(bed.load([{ loader: 'native', family: 4, text }])).toEqual([
      { at: 0, message: '1 rules without a counter' },
    ]);
  });
  test('leaves no rule of a loader to the next', () => {
    load('*filter\n:OUTPUT DROP\nCOMMIT', 'legacy');
    load('*filter\n:OUTPUT DROP\nCOMMIT', 'legacy', 6);
    load('*filter\nCOMMIT', 'nft');
    expect(seen(bed.send(packet('out app tcp 10.0.0.1:80')))).toContain('connected');
    expect(seen(bed.send(packet('out app tcp [fd00::1]:80')))).toContain('connected');
  });
  test('sees no packet that nobody sent', async () => {
    const count = '*raw\n-A OUTPUT -p udp\n-A OUTPUT\n-A PREROUTING\nCOMMIT\n';
    bed.load([
      { loader: 'nft', family: 4, text: count },
      { loader: 'nft', family: 6, text: count },
    ]);
    bed.send(packet('out app udp 10.0.0.1:53'));
    bed.send(packet('out app udp [fd00::1]:53'));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(hits(bed.send(packet('out app udp 10.0.0.1:53')))).toEqual({
      'raw:OUTPUT:1': 1,
      'raw:OUTPUT:2': 1,
      'raw:PREROUTING:1': 1,
    });
    expect(hits(bed.send(packet('out app udp [fd00::1]:53')))).toEqual({
      'raw:OUTPUT:1': 1,
      'raw:OUTPUT:2': 1,
      'raw:PREROUTING:1': 1,
    });
  });
  test('starts anew with every packet, also behind a SYN+ACK that was dropped', () => {
    load(
      '*filter\n-A OUTPUT -p tcp --tcp-flags SYN,ACK SYN,ACK -j DROP\n-A INPUT -m socket\nCOMMIT\n*raw\n-A OUTPUT -m conntrack --ctstate INVALID\nCOMMIT',
    );
    for (const words of ['in eth0 tcp 10.0.0.2:8080', 'out app tcp 10.0.0.2:8080']) {
      const first = bed.send(packet(words));
      expect(hits(first)).toMatchObject({ 'filter:OUTPUT:1': 1 });
      expect(hits(first)).not.toHaveProperty('filter:INPUT:1');
      for (let again = 0; again < 3; again++) expect(bed.send(packet(words))).toEqual(first);
    }
  });
  // Descriptors are the process's, and tests of other files run in it: of those that came with the bed, none stays each time.
  test('gives back all sockets and namespaces when it is closed', { retry: 10 }, async () => {
    const before = openFiles();
    const other = await openBed();
    other.send(packet('out app tcp 10.0.0.1:80'));
    const came = [...openFiles()].filter((file) => !before.has(file));
    other.close();
    expect(came.length).toBeGreaterThan(20);
    const after = openFiles();
    expect(came.filter((file) => after.has(file))).toEqual([]);
  });
});

/** The sockets (`socket:[INODE]`) and namespaces (`net:[INODE]`) that this process has open. */
function openFiles(): ReadonlySet<string> {
  const links = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
  return new Set(links.filter((link) => /^(?:socket|net):/.test(link)));
}
