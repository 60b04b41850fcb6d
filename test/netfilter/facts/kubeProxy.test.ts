import { describe, expect, test } from 'vitest';
import type { Choose } from '../../../src/logic/Fork.js';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { endOf, ip, iptables, path, POD, walk } from '../walk/bench.js';

/** The rules that kube-proxy's iptables mode writes for a Service with endpoints (here and elsewhere), a NodePort, and one without. */
const RULES = `*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:KUBE-MARK-MASQ - [0:0]
:KUBE-NODEPORTS - [0:0]
:KUBE-POSTROUTING - [0:0]
:KUBE-SEP-LOCAL - [0:0]
:KUBE-SEP-REMOTE - [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-SVC-ONE - [0:0]
:KUBE-SVC-TWO - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-NODEPORTS -p tcp -m tcp --dport 30080 -j KUBE-SVC-ONE
-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
-A KUBE-POSTROUTING -j MASQUERADE --random-fully
-A KUBE-SEP-LOCAL -s 10.0.0.2/32 -j KUBE-MARK-MASQ
-A KUBE-SEP-LOCAL -p tcp -m tcp -j DNAT --to-destination 10.0.0.2:8080
-A KUBE-SEP-REMOTE -p tcp -m tcp -j DNAT --to-destination 10.244.1.7:8080
-A KUBE-SERVICES -d 10.96.0.20/32 -p tcp -m tcp --dport 80 -j KUBE-SVC-ONE
-A KUBE-SERVICES -d 10.96.0.30/32 -p tcp -m tcp --dport 80 -j KUBE-SVC-TWO
-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
-A KUBE-SVC-ONE ! -s 10.244.0.0/16 -d 10.96.0.20/32 -p tcp -m tcp --dport 80 -j KUBE-MARK-MASQ
-A KUBE-SVC-ONE -j KUBE-SEP-LOCAL
-A KUBE-SVC-TWO -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-LOCAL
-A KUBE-SVC-TWO -j KUBE-SEP-REMOTE
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
-A FORWARD -m conntrack --ctstate NEW -j KUBE-SERVICES
-A OUTPUT -m conntrack --ctstate NEW -j KUBE-SERVICES
-A KUBE-SERVICES -d 10.96.0.40/32 -p tcp -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable
COMMIT
`;

describe.each(['nft', 'legacy'] as const)('P11 6.5 kube-proxy on a node, %s', (backend) => {
  const node: Netns = { ...POD, ruleSets: iptables(RULES, backend), sysctls: { 'net.ipv4.ip_forward': '1' } };

  test('node to a VIP whose endpoint is its own address: masqueraded over lo', () => {
    const result = walk(node, 'root tcp 10.96.0.20:80');
    expect(path(result)).toBe(
      'nat OUTPUT:1 KUBE-SERVICES:1 KUBE-SVC-ONE:1 KUBE-MARK-MASQ:1 KUBE-SVC-ONE:2 KUBE-SEP-LOCAL:1 KUBE-MARK-MASQ:1 KUBE-SEP-LOCAL:2 filter OUTPUT:1 nat POSTROUTING:1 KUBE-POSTROUTING:2 KUBE-POSTROUTING:3',
    );
    expect(result.end).toMatchObject({
      kind: 'local',
      local: { ip: ip('10.0.0.2'), port: 8080 },
      source: { ip: ip('10.9.9.9') },
      mark: 0,
    });
  });

  test('remote to a VIP with a local endpoint: no POSTROUTING, the mark stays', () => {
    const result = walk(node, 'node tcp 10.96.0.20:80');
    expect(path(result)).toBe(
      'nat PREROUTING:1 KUBE-SERVICES:1 KUBE-SVC-ONE:1 KUBE-MARK-MASQ:1 KUBE-SVC-ONE:2 KUBE-SEP-LOCAL:2',
    );
    expect(result.end).toMatchObject({ kind: 'local', source: { ip: ip('10.0.0.1') }, by: 'dnat', mark: 0x4000 });
  });

  test('node to 127.0.0.1:nodePort', () => {
    const result = walk(node, 'root tcp 127.0.0.1:30080');
    expect(path(result)).toMatch(/^nat OUTPUT:1 KUBE-SERVICES:3 KUBE-NODEPORTS:1 KUBE-SVC-ONE:2 KUBE-SEP-LOCAL:2/);
    expect(endOf(result)).toBe('dnat 10.0.0.2:8080');
  });

  test('a VIP without endpoints: refused on the node; a remote client needs the rule in FORWARD', () => {
    const local = walk(node, 'root tcp 10.96.0.40:80');
    expect([path(local), endOf(local)]).toEqual(['nat OUTPUT:1 filter OUTPUT:1 KUBE-SERVICES:1', 'rejected refused']);
    expect(endOf(walk(node, 'node tcp 10.96.0.40:80'))).toBe('rejected refused');
    const bare = { ...node, ruleSets: iptables(RULES.replace(/-A FORWARD .*\n/, ''), backend) };
    expect(endOf(walk(bare, 'node tcp 10.96.0.40:80'))).toBe('wire eth0 10.96.0.40:80');
  });

  test('several endpoints are a fork; the answer comes back translated', () => {
    const pick =
      (label: string): Choose =>
      (fork) =>
        fork.branches.find((branch) => branch.label === label) ?? chooseLikeliest(fork);
    expect(endOf(walk(node, 'node tcp 10.96.0.30:80', pick('match')))).toBe('dnat 10.0.0.2:8080');
    const remote = walk(node, 'node tcp 10.96.0.30:80 by eth1 from 172.16.0.9', pick('pass'));
    expect(endOf(remote)).toBe('wire eth0 10.244.1.7:8080');
    expect(replyWalk(node, remote, chooseLikeliest).end).toMatchObject({
      kind: 'wire',
      outInterface: 'eth1',
      source: { ip: ip('10.96.0.30'), port: 80 },
      destination: { ip: ip('172.16.0.9') },
    });
  });

  test('the same rules on a host that does not forward', () =>
    expect(endOf(walk({ ...node, sysctls: {} }, 'peer tcp 10.244.1.7:80'))).toBe('unroutable timeout'));
});
