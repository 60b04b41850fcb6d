import { describe, expect, test } from 'vitest';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { printRule } from '../../../src/netfilter/print/printIptablesSave.js';
import { parseIptablesSave } from '../../../src/netfilter/parse/parseIptablesSave.js';
import { parseNftText } from '../../../src/netfilter/parse/parseNftText.js';
import type { RuleSet } from '../../../src/netfilter/model/RuleSet.js';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import { replyWalk } from '../../../src/netfilter/walk/replyWalk.js';
import { rule, rulesOf } from '../harness.js';
import { coordinates, endOf, iptables, listener, path, POD, rulesOfFiles, TPROXY_POD, walk } from '../walk/bench.js';
import { FILTER, filter, MANGLE, NAT, nat, pod, RAW, rows, TRACKED } from '../walk/rules.js';

/** The list of what is easily got wrong, one test an item; each is a corner of a measured fact that has its own tests elsewhere. */
const OUT = 'app tcp 192.0.2.10:80';
const REDIRECT = 'OUTPUT -p tcp -j REDIRECT --to-ports 15001';
const basic: Netns = { ...POD, ruleSets: rulesOfFiles('cni-sidecar/nft/basic.iptables-save') };
const tproxy: Netns = { ...TPROXY_POD, ruleSets: rulesOfFiles('cni-sidecar/nft/tproxy.iptables-save') };
const native = (text: string): Netns => ({ ...POD, ruleSets: parseNftText(text, 'native') });
const hits = (netns: Netns, packet: string): string => path(walk(netns, packet));
const ends = (netns: Netns, packet: string): string => endOf(walk(netns, packet));

describe('10 easily got wrong', () => {
  test('E1 the pod to itself does not meet ISTIO_INBOUND in REDIRECT mode', () =>
    expect(hits(basic, 'app tcp 10.0.0.2:8080')).toBe('nat OUTPUT:1 ISTIO_OUTPUT:5'));
  test('E2 OUTPUT REDIRECT goes to 127.0.0.1, PREROUTING to the first address of the interface', () => {
    expect(ends(nat('OUTPUT -p tcp -j REDIRECT --to-ports 15001'), 'app tcp 10.0.0.3:8080')).toBe(
      'redirect 127.0.0.1:15001',
    );
    expect(ends(nat('PREROUTING -p tcp -j REDIRECT --to-ports 15006'), 'peer tcp 10.0.0.3:8080')).toBe(
      'redirect 10.0.0.2:15006',
    );
  });
  test('E3 -o in OUTPUT is that of before nat, -d in filter that of behind it', () =>
    expect(hits(pod(rows(NAT, REDIRECT) + rows(FILTER, 'OUTPUT -o eth0 -d 127.0.0.1', 'OUTPUT -o lo')), OUT)).toBe(
      'nat OUTPUT:1 filter OUTPUT:1',
    ));
  test('E4 nat is asked once, only with conntrack, and "no match" is remembered', () => {
    expect(ends(pod(rows(NAT.replace(':OUTPUT ACCEPT', ':OUTPUT DROP'))), OUT)).toBe('wire eth0 192.0.2.10:80');
    expect(ends(nat(REDIRECT), `${OUT} established`)).toBe('wire eth0 192.0.2.10:80');
  });
  const two = (nft: string, legacy: string): Netns => ({
    ...POD,
    ruleSets: [...iptables(nft, 'nft'), ...iptables(legacy, 'legacy')],
  });
  test('E5 nat ACCEPT does not protect from REDIRECT in another back end, filter ACCEPT not from DROP', () => {
    expect(ends(two(rows(NAT, 'OUTPUT -j ACCEPT'), rows(NAT, REDIRECT)), OUT)).toBe('redirect 127.0.0.1:15001');
    expect(ends(two(rows(FILTER, 'OUTPUT -j ACCEPT'), rows(FILTER, 'OUTPUT -j DROP')), OUT)).toBe('dropped timeout');
  });
  test('E6 two nat chains of one priority: undecided; native nat at 10 runs before filter at 0', () => {
    expect(ends(two(rows(NAT, REDIRECT), rows(NAT, REDIRECT.replace('15001', '15006'))), OUT)).toMatch(
      /^unknown which of nft nat, legacy nat/,
    );
    const late =
      'table ip n { chain o { type nat hook output priority 10; meta l4proto tcp redirect to :15001; } }\ntable ip f { chain o { type filter hook output priority 0; ip daddr 192.0.2.10 drop; } }\n';
    expect(ends(native(late), OUT)).toBe('redirect 127.0.0.1:15001');
  });
  test('E7 the end of a goto’s chain returns to the caller of the chain that did it, from a built-in chain to the policy', () => {
    expect(hits(filter('OUTPUT -j A', 'OUTPUT', 'A -g B', 'A -j DROP', 'B'), OUT)).toBe(
      'filter OUTPUT:1 A:1 B:1 OUTPUT:2',
    );
    expect(hits(filter('OUTPUT -g A', 'OUTPUT -j DROP', 'A'), OUT)).toBe('filter OUTPUT:1 A:1');
  });
  test('E8 ! --uid-owner matches packets without an owner, meta skuid != does not', () => {
    expect(ends(filter('OUTPUT -m owner ! --uid-owner 1337 -j DROP'), 'peer tcp 10.0.0.2:9')).toBe('rejected timeout');
    const skuid = 'table inet f { chain o { type filter hook output priority 0; meta skuid != 1337 drop; } }\n';
    expect(ends(native(skuid), 'peer tcp 10.0.0.2:9')).toBe('rejected refused');
    expect(
      hits(
        { ...POD, ruleSets: iptables(rows(FILTER, 'OUTPUT -m owner --socket-exists'), 'nft', 'ip6') },
        'peer tcp [fd00::2]:9',
      ),
    ).toBe('');
  });
  test('E9 the owner is who created the socket, of an accepted one who accepted it', () => {
    const netns = filter('OUTPUT -m owner --uid-owner 0', 'OUTPUT -m owner --uid-owner 1337');
    const first = walk(netns, 'peer tcp 10.0.0.2:8080');
    const by = (uid: number, later: boolean): string =>
      path(replyWalk(netns, first, chooseLikeliest, { owner: { kind: 'user', uid, gid: uid }, later }));
    expect([by(0, false), by(1337, true)]).toEqual(['filter OUTPUT:1', 'filter OUTPUT:2']);
  });
  test('E10 --gid-owner ignores supplementary groups unless --suppl-groups', () => {
    expect(rule('-m owner --gid-owner 5 -j A').matches[0]).toMatchObject({ supplementaryGroups: false });
    expect(rule('-m owner --gid-owner 5 --suppl-groups -j A').matches[0]).toMatchObject({ supplementaryGroups: true });
  });
  test('E11 in raw a fresh packet is INVALID, behind NOTRACK UNTRACKED; a state that holds makes other ct criteria true', () => {
    const raw = rows(
      RAW,
      'OUTPUT -m conntrack --ctstate INVALID --ctorigdst 203.0.113.5',
      'OUTPUT -j CT --notrack',
      'OUTPUT -m conntrack --ctstate UNTRACKED',
      'OUTPUT -m connmark ! --mark 1',
    );
    expect(hits(pod(raw), OUT)).toBe('raw OUTPUT:1 OUTPUT:2 OUTPUT:3');
  });
  test('E12 a bare ACK of an unknown flow is NEW and redirected, SYN+ACK, FIN and RST are not', () => {
    expect(hits(nat(REDIRECT), `${OUT} flags ACK`)).toBe('nat OUTPUT:1');
    for (const flags of ['SYN+ACK', 'FIN', 'RST']) expect(hits(nat(REDIRECT), `${OUT} flags ${flags}`)).toBe('');
  });
  test('E13 of several CT targets the first sets the zone', () => {
    const netns = pod(rows(RAW, 'OUTPUT -j CT --zone 1', 'OUTPUT -j CT --zone 2'));
    expect(walk(netns, OUT).conversation.flows[0]?.zone).toBe(1);
  });
  test('E14 -i in a user chain from OUTPUT compares with the empty name: negated and + are true', () =>
    expect(hits(filter('OUTPUT -j A', 'A -i lo', 'A ! -i lo', 'A -i +'), OUT)).toBe('filter OUTPUT:1 A:2 A:3'));
  test('E15 --limit-iface-out makes the pod’s own eth0 address UNICAST on lo', () =>
    expect(
      hits(
        filter(
          'OUTPUT -m addrtype --dst-type LOCAL --limit-iface-out',
          'OUTPUT -m addrtype --dst-type UNICAST --limit-iface-out',
        ),
        'app tcp 10.0.0.2:8080',
      ),
    ).toBe('filter OUTPUT:2'));
  test('E16 --mark v/m with bits of v outside of m never matches', () =>
    expect(hits(filter('OUTPUT -m mark --mark 0x1539/0xfff'), `${OUT} mark 0x1539`)).toBe(''));
  test('E17 TPROXY without a listener: iptables drops, native nft lets it through', () => {
    const sockets = [listener('tcp', '0.0.0.0:8080')];
    const chain = 'type filter hook prerouting priority -150; meta l4proto tcp tproxy to :15006 accept;';
    expect(ends({ ...tproxy, sockets }, 'peer tcp 10.0.0.2:8080')).toBe('dropped timeout');
    expect(ends({ ...native(`table ip t { chain p { ${chain} } }\n`), sockets }, 'peer tcp 10.0.0.2:8080')).toBe(
      'direct 10.0.0.2:8080',
    );
  });
  test('E18 TPROXY on the pod’s own address needs no ip rule', () =>
    expect(ends({ ...POD, ruleSets: tproxy.ruleSets }, 'peer tcp 10.0.0.2:8080')).toBe('tproxy 10.0.0.2:8080'));
  test('E19 in TPROXY mode 15008 is captured, and a proxy of uid 1337 with original source loops into 15006', () => {
    expect(ends(tproxy, 'peer tcp 10.0.0.2:15008')).toBe('tproxy 10.0.0.2:15008');
    expect(ends(tproxy, 'proxy tcp 10.0.0.2:8080 from 10.0.0.1 mark 0x539 transparent')).toBe(
      'redirect 127.0.0.1:15006',
    );
  });
  test('E20 only mangle OUTPUT routes again on a mark', () => {
    const marking = (table: string): Netns =>
      pod(rows(table, 'OUTPUT -j MARK --set-mark 0x539') + TRACKED.replace('*filter', '*security'), TPROXY_POD);
    expect([MANGLE, RAW, NAT, FILTER].map((table) => ends(marking(table), OUT).split(' ')[0])).toEqual([
      'rejected',
      'wire',
      'wire',
      'wire',
    ]);
  });
  test('E21 DROP in OUTPUT: UDP EPERM, TCP timeout; a host unreachable does not wake a UDP client', () => {
    expect([ends(filter('OUTPUT -j DROP'), OUT), ends(filter('OUTPUT -j DROP'), 'app udp 192.0.2.10:80')]).toEqual([
      'dropped timeout',
      'dropped EPERM',
    ]);
    expect(ends(filter('INPUT -p udp -j REJECT --reject-with icmp-host-unreachable'), 'app udp 10.0.0.2:53')).toBe(
      'rejected timeout',
    );
  });
  test('E22 what nft shows by name only is unsupported, an iptables-nft-save without COMMIT is incomplete', () => {
    const listed =
      'table ip nat {\n chain OUTPUT {\n type nat hook output priority dstnat; policy accept;\n xt match owner counter packets 0 bytes 0 xt target TPROXY\n }\n}\n';
    expect(rulesOf(parseNftText(listed, 'listed'))[0]).toMatchObject({
      matches: [{ kind: 'unsupported' }],
      target: { kind: 'unsupported' },
    });
    expect(parseIptablesSave('*filter\n:OUTPUT ACCEPT [0:0]\n', 'save')[0]?.tables[0]?.incomplete?.kind).toBe(
      'truncated',
    );
  });
  test('E23 what was typed comes back otherwise, and names and numbers of protocols are one', () => {
    const printed = (words: string): string => printRule(rule(words)).replace('-A OUTPUT ', '');
    expect(printed('-p tcp --sport 1025:65535 -j A')).toBe('-p tcp -m tcp --sport 1025:65535 -j A');
    expect(printed('-p 6 -m comment --comment a.b -j A')).toBe('-p tcp -m comment --comment "a.b" -j A');
  });
  test('E24 a coordinate is the rule’s number, whatever the kernel calls it; leaving an empty chain is told', () =>
    expect(coordinates(walk(filter('OUTPUT -j A', 'OUTPUT -j ACCEPT'), OUT))).toEqual([
      'filter:OUTPUT:rule:1',
      'filter:A:return:1',
      'filter:OUTPUT:rule:2',
    ]));
  test('E25 a socket bound to 127.0.0.6 reaches no remote address; DNAT of 127.0.0.1 to one dies at the re-route', () => {
    expect(ends(POD, `${OUT} from 127.0.0.6`)).toBe('unroutable EINVAL');
    expect(ends(nat('OUTPUT -p tcp -j DNAT --to-destination 192.0.2.10:80'), 'app tcp 127.0.0.1:80')).toBe(
      'unroutable timeout',
    );
  });
});

describe('7 C14, C18: native rules inside of iptables-nft’s own tables', () => {
  const saved = (words: string): readonly RuleSet[] =>
    parseIptablesSave(`*filter\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT ${words}\nCOMMIT\n`, 'save');
  test('C14 what iptables-nft-save shows wrong is believed: nothing in it tells', () => {
    const [shown] = saved('-p tcp -j ACCEPT');
    expect(shown?.warnings.filter((text) => !text.includes('taken for IPv4'))).toEqual([]);
  });
  test('C18 what iptables can express is an iptables rule', () =>
    expect(rulesOf(saved('-d 1.2.3.4/32 -p tcp -m tcp --dport 80 -j DROP'))[0]?.target).toEqual({ kind: 'DROP' }));
});
