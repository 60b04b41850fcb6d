import { expect, test } from 'vitest';
import type { LoadedRules, Loader, Observation, SentPacket } from '../../../proof/kernel/contract.js';
import { predict } from '../../../proof/kernel/predict/predict.js';
import { readRules } from '../../../proof/kernel/predict/readRules.js';
import { FILTER, MANGLE, NAT, RAW, rows, TRACKED } from '../../walk/rules.js';
import { describeInKernel, packet } from './bedOfFacts.js';

/**
 * Measured facts, measured again on the kernel that runs here, and predicted: what the sender saw, the socket reached with its peer
 * and SO_ORIGINAL_DST, and the rules that were hit at least once.
 */
interface Row {
  readonly fact: string;
  readonly rules: string;
  readonly packet: string;
  readonly change?: Partial<SentPacket>;
  /** `connected pod 127.0.0.1:15001 from 10.0.0.2:40000 dialled 192.0.2.10:80`. */
  readonly seen: string;
  /** `nat:OUTPUT:1 filter:OUTPUT:1`, sorted. */
  readonly hits?: string;
  readonly family: 4 | 6;
  /** Milliseconds to wait: IPv6 errors reach a TCP client at its first retransmission. */
  readonly patient?: number;
}

function row(
  fact: string,
  rules: string,
  words: string,
  seen: string,
  hits?: string,
  change: Partial<SentPacket> = {},
): Row {
  return {
    fact,
    rules,
    packet: words,
    seen,
    change,
    family: words.includes('[') ? 6 : 4,
    ...(hits === undefined ? {} : { hits }),
  };
}

const OUT = 'out tcp 192.0.2.10:80';
const DIRECT = 'connected peer 192.0.2.10:80 from 10.0.0.2:40000';
const REDIRECT = 'OUTPUT -p tcp -j REDIRECT --to-ports 15001';
const REDIRECTED = 'connected pod 127.0.0.1:15001 from 10.0.0.2:40000 dialled 192.0.2.10:80';
const DROPS = FILTER.replace(':OUTPUT ACCEPT', ':OUTPUT DROP');
const dnat = (to: string): string => rows(NAT, `OUTPUT -p tcp --dport 80 -j DNAT --to-destination ${to}`);
const owner = (...words: readonly string[]): string =>
  rows(FILTER, ...words.map((one) => `OUTPUT -p tcp --syn -m owner ${one}`));
const PROXY = { uid: 1337, gid: 1337 };

const ROWS: readonly Row[] = [
  row(
    'H3 nat is asked for the first packet only',
    rows(NAT, REDIRECT) + rows(FILTER, 'OUTPUT -d 127.0.0.1'),
    OUT,
    REDIRECTED,
    'filter:OUTPUT:1 nat:OUTPUT:1',
  ),
  row(
    'H6 a reply is seen translated in OUTPUT, dialled in INPUT',
    rows(NAT, REDIRECT) +
      rows(FILTER, 'OUTPUT -s 127.0.0.1 -p tcp --sport 15001', 'INPUT -s 192.0.2.10 -p tcp --sport 80'),
    OUT,
    REDIRECTED,
    'filter:INPUT:1 filter:OUTPUT:1 nat:OUTPUT:1',
  ),
  row('H7 without conntrack nat is not asked', rows(NAT.replace(':OUTPUT ACCEPT', ':OUTPUT DROP')), OUT, DIRECT),
  row(
    'H7 W9 with it the policy of nat drops',
    rows(NAT.replace(':OUTPUT ACCEPT', ':OUTPUT DROP')) + TRACKED,
    OUT,
    'timeout',
  ),
  row(
    'H9 NOTRACK: nat is not asked, UNTRACKED',
    rows(RAW, 'OUTPUT -p tcp -d 192.0.2.10 -j CT --notrack') +
      rows(NAT, REDIRECT) +
      rows(FILTER, 'OUTPUT -m conntrack --ctstate UNTRACKED'),
    OUT,
    DIRECT,
    'filter:OUTPUT:1 raw:OUTPUT:1',
  ),
  row(
    'H11 an ICMP error is RELATED, never NEW',
    rows(FILTER, 'OUTPUT -p icmp -m conntrack --ctstate NEW', 'OUTPUT -p icmp -m conntrack --ctstate RELATED'),
    'in udp 10.0.0.2:9',
    'ECONNREFUSED',
    'filter:OUTPUT:2',
  ),
  row(
    'H12 a mark of mangle:OUTPUT routes again',
    rows(MANGLE, 'OUTPUT -p tcp -j MARK --set-mark 7', 'POSTROUTING -o eth1', 'POSTROUTING -o eth0'),
    OUT,
    'connected peer2 192.0.2.10:80 from 10.0.0.2:40000',
  ),
  row('H12 a mark of filter:OUTPUT does not', rows(FILTER, 'OUTPUT -j MARK --set-mark 7'), OUT, DIRECT),
  row(
    'H13 OUTPUT keeps the first interface, POSTROUTING has the new one',
    rows(NAT, REDIRECT) +
      rows(FILTER, 'OUTPUT -p tcp --syn -o lo', 'OUTPUT -p tcp --syn -o eth0') +
      rows(MANGLE, 'POSTROUTING -p tcp --syn -o lo', 'POSTROUTING -p tcp --syn -o eth0'),
    OUT,
    REDIRECTED,
    'filter:OUTPUT:2 mangle:POSTROUTING:1 nat:OUTPUT:1',
  ),
  row(
    'H14 the mark is kept over lo',
    rows(MANGLE, 'PREROUTING -i lo -m mark --mark 5'),
    'out tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 10.0.0.2:40000',
    'mangle:PREROUTING:1',
    { mark: 5 },
  ),
  row(
    'W1 RETURN in a built-in chain is its policy',
    rows(DROPS, 'OUTPUT -j RETURN', 'OUTPUT -j ACCEPT'),
    OUT,
    'timeout',
    'filter:OUTPUT:1',
  ),
  row(
    'W2 RETURN and the end of a chain lead behind the jump',
    rows(FILTER, 'OUTPUT -j A', 'OUTPUT -j B', 'OUTPUT', 'A -j RETURN', 'A'),
    OUT,
    DIRECT,
    'filter:A:1 filter:OUTPUT:1 filter:OUTPUT:2 filter:OUTPUT:3',
  ),
  row(
    'W3 after a goto comes the policy',
    rows(DROPS, 'OUTPUT -g A', 'OUTPUT -j ACCEPT', 'A -p udp'),
    OUT,
    'timeout',
    'filter:OUTPUT:1',
  ),
  row(
    'W4 jump, then goto: behind the jump',
    rows(FILTER, 'OUTPUT -j A', 'OUTPUT', 'A -g B', 'A -j DROP', 'B'),
    OUT,
    DIRECT,
    'filter:A:1 filter:B:1 filter:OUTPUT:1 filter:OUTPUT:2',
  ),
  row(
    'W5 ACCEPT ends its table, the next one drops',
    rows(MANGLE, 'OUTPUT -j A', 'OUTPUT', 'A -j ACCEPT') + rows(FILTER, 'OUTPUT -j DROP'),
    OUT,
    'timeout',
    'filter:OUTPUT:1 mangle:A:1 mangle:OUTPUT:1',
  ),
  row(
    'W6 a later rule sees the TTL that an earlier one set',
    rows(MANGLE, 'OUTPUT -j TTL --ttl-set 9', 'OUTPUT -m ttl --ttl-eq 9'),
    OUT,
    DIRECT,
    'mangle:OUTPUT:1 mangle:OUTPUT:2',
  ),
  row('R1 DROP in OUTPUT, UDP: EPERM', rows(FILTER, 'OUTPUT -j DROP'), 'out udp 192.0.2.10:53', 'EPERM'),
  row('R1 DROP in POSTROUTING, UDP: EPERM', rows(MANGLE, 'POSTROUTING -j DROP'), 'out udp 192.0.2.10:53', 'EPERM'),
  row('R2 DROP in INPUT over lo, UDP: timeout', rows(FILTER, 'INPUT -j DROP'), 'out udp 10.0.0.2:8080', 'timeout'),
  ...(
    [
      ['R4', 'icmp-port-unreachable', 'ECONNREFUSED', 'ECONNREFUSED'],
      ['R5', 'icmp-net-unreachable', 'ENETUNREACH', 'timeout'],
      ['R5', 'icmp-net-prohibited', 'ENETUNREACH', 'ENETUNREACH'],
      ['R6', 'icmp-host-unreachable', 'EHOSTUNREACH', 'timeout'],
      ['R7', 'icmp-host-prohibited', 'EHOSTUNREACH', 'EHOSTUNREACH'],
      ['R7', 'icmp-admin-prohibited', 'EHOSTUNREACH', 'EHOSTUNREACH'],
      ['R8', 'icmp-proto-unreachable', 'ENOPROTOOPT', 'ENOPROTOOPT'],
    ] as const
  ).flatMap(([id, type, tcp, udp]) => [
    row(`${id} ${type} in OUTPUT, TCP`, rows(FILTER, `OUTPUT -p tcp -j REJECT --reject-with ${type}`), OUT, tcp),
    row(
      `R3 ${type} in OUTPUT, UDP`,
      rows(FILTER, `OUTPUT -p udp -j REJECT --reject-with ${type}`),
      'out udp 192.0.2.10:53',
      'EPERM',
    ),
    row(
      `${id} ${type} in INPUT, TCP`,
      rows(FILTER, `INPUT -p tcp -j REJECT --reject-with ${type}`),
      'in tcp 10.0.0.2:8080',
      tcp,
    ),
    row(
      `${id} ${type} in INPUT, UDP`,
      rows(FILTER, `INPUT -p udp -j REJECT --reject-with ${type}`),
      'in udp 10.0.0.2:8080',
      udp,
    ),
  ]),
  row(
    'R9 tcp-reset in INPUT',
    rows(FILTER, 'INPUT -p tcp --dport 8080 -j REJECT --reject-with tcp-reset'),
    'in tcp 10.0.0.2:8080',
    'ECONNREFUSED',
  ),
  row('R12 a REJECT of everything rejects its own error', rows(FILTER, 'OUTPUT -j REJECT'), OUT, 'timeout'),
  row('R12 so in INPUT over lo', rows(FILTER, 'INPUT -j REJECT'), 'out tcp 10.0.0.2:8080', 'timeout'),
  row(
    'R12 a DROP of resets keeps refusals from the sender',
    rows(FILTER, 'OUTPUT -p tcp --tcp-flags RST RST -j DROP'),
    'in tcp 10.0.0.2:9',
    'timeout',
  ),
  ...['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.9.9.9', '172.16.0.9'].map((to) =>
    row(
      `A1 OUTPUT to ${to}: 127.0.0.1`,
      rows(NAT, 'OUTPUT -p tcp --dport 81 -j REDIRECT --to-ports 15001'),
      `out tcp ${to}:81`,
      `connected pod 127.0.0.1:15001 from ${{ '10.9.9.9': '10.9.9.9', '172.16.0.9': '172.16.0.2' }[to] ?? '10.0.0.2'}:40000 dialled ${to}:81`,
    ),
  ),
  ...['10.0.0.2', '10.0.0.3', '10.9.9.9', '198.51.100.7'].map((to) =>
    row(
      `A3 PREROUTING to ${to}: the first address of eth0`,
      rows(NAT, 'PREROUTING -p tcp -j REDIRECT --to-ports 15006'),
      `in tcp ${to}:8080`,
      `connected pod 10.0.0.2:15006 from 10.0.0.1:40000 dialled ${to}:8080`,
    ),
  ),
  row(
    'N1 a bound source is kept',
    rows(NAT, REDIRECT),
    OUT,
    REDIRECTED.replace('from 10.0.0.2', 'from 10.0.0.3'),
    undefined,
    { source: '10.0.0.3' },
  ),
  row('N5 a port range: the first', rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15001-15006'), OUT, REDIRECTED),
  row(
    'N5 a port range: kept inside',
    rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15001-15006'),
    'out tcp 192.0.2.10:15006',
    'connected pod 127.0.0.1:15006 from 10.0.0.2:40000 dialled 192.0.2.10:15006',
  ),
  row('N6 nobody listens: refused', rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 15099'), OUT, 'ECONNREFUSED'),
  row(
    'N7 a listener on 127.0.0.1 is enough for OUTPUT',
    rows(NAT, 'OUTPUT -p tcp -j REDIRECT --to-ports 9001'),
    OUT,
    'connected pod 127.0.0.1:9001 from 10.0.0.2:40000 dialled 192.0.2.10:80',
  ),
  row(
    'N7 and not for PREROUTING',
    rows(NAT, 'PREROUTING -p tcp -j REDIRECT --to-ports 9001'),
    'in tcp 10.0.0.2:8080',
    'ECONNREFUSED',
  ),
  row(
    'D1 DNAT to an own address',
    dnat('10.0.0.2:8080') +
      rows(FILTER, 'OUTPUT -p tcp --syn -d 10.0.0.2 -o eth0') +
      rows(MANGLE, 'POSTROUTING -p tcp --syn -o lo'),
    OUT,
    'connected pod 10.0.0.2:8080 from 10.0.0.2:40000 dialled 192.0.2.10:80',
    'filter:OUTPUT:1 mangle:POSTROUTING:1 nat:OUTPUT:1',
  ),
  row(
    'D1 DNAT to 127.0.0.6',
    dnat('127.0.0.6:8080'),
    OUT,
    'connected pod 127.0.0.6:8080 from 10.0.0.2:40000 dialled 192.0.2.10:80',
  ),
  row(
    'D2 DNAT to another external address',
    dnat('203.0.113.5:443'),
    OUT,
    'connected peer 203.0.113.5:443 from 10.0.0.2:40000',
  ),
  row('D3 from 127.0.0.1 it is lost at the re-route', dnat('192.0.2.10:443'), 'out tcp 127.0.0.1:80', 'timeout'),
  row(
    'D4 from the own address, masqueraded',
    rows(NAT, 'OUTPUT -p tcp -d 10.0.0.3 -j DNAT --to-destination 192.0.2.10:443', 'POSTROUTING -j MASQUERADE'),
    'out tcp 10.0.0.3:80',
    'connected peer 192.0.2.10:443 from 10.0.0.2:40000',
  ),
  row(
    'D5 PREROUTING to 127.0.0.1 is a martian',
    rows(NAT, 'PREROUTING -p tcp -j DNAT --to-destination 127.0.0.1:8080'),
    'in tcp 10.0.0.2:80',
    'timeout',
  ),
  row(
    'D5 to another own address it works',
    rows(NAT, 'PREROUTING -p tcp -j DNAT --to-destination 10.9.9.9:8080'),
    'in tcp 10.0.0.2:80',
    'connected pod 10.9.9.9:8080 from 10.0.0.1:40000 dialled 10.0.0.2:80',
  ),
  row('D6 ACCEPT first: no nat', rows(NAT, 'OUTPUT -j ACCEPT', REDIRECT), OUT, DIRECT, 'nat:OUTPUT:1'),
  row(
    'D7 what OUTPUT sent to an own address does not meet nat:PREROUTING',
    rows(
      NAT,
      'OUTPUT -p tcp --dport 80 -j DNAT --to-destination 10.0.0.2:8080',
      'PREROUTING -p tcp -j REDIRECT --to-ports 15006',
    ),
    OUT,
    'connected pod 10.0.0.2:8080 from 10.0.0.2:40000 dialled 192.0.2.10:80',
    'nat:OUTPUT:1',
  ),
  row(
    'D9 SNAT over lo is seen in INPUT and by the server',
    rows(NAT, 'POSTROUTING -o lo -j SNAT --to-source 10.9.9.9') + rows(FILTER, 'INPUT -p tcp --syn -s 10.9.9.9'),
    'out tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 10.9.9.9:40000 dialled 10.0.0.2:8080',
    'filter:INPUT:1 nat:POSTROUTING:1',
  ),
  row(
    'D10 SNAT in INPUT: the server sees the new peer, filter the old',
    rows(NAT, 'INPUT -p tcp -j SNAT --to-source 10.0.0.77') + rows(FILTER, 'INPUT -s 10.0.0.1 -p tcp --syn'),
    'in tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 10.0.0.77:40000 dialled 10.0.0.2:8080',
    'filter:INPUT:1 nat:INPUT:1',
  ),
  row(
    'D11 MASQUERADE over lo takes the global address on lo',
    rows(NAT, 'POSTROUTING -o lo -j MASQUERADE'),
    'out tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 10.9.9.9:40000 dialled 10.0.0.2:8080',
  ),
  row(
    'D12 mangle sees the dialled address, filter the new one',
    rows(NAT, REDIRECT) +
      rows(MANGLE, 'OUTPUT -d 192.0.2.10 -p tcp --syn', 'OUTPUT -d 127.0.0.1') +
      rows(FILTER, 'OUTPUT -d 192.0.2.10', 'OUTPUT -d 127.0.0.1 -p tcp --syn'),
    OUT,
    REDIRECTED,
    'filter:OUTPUT:2 mangle:OUTPUT:1 nat:OUTPUT:1',
  ),
  row('D13 bound to 127.0.0.6 no remote address can be reached', '', OUT, 'EINVAL', undefined, { source: '127.0.0.6' }),
  row(
    'D13 an own one can, and keeps that source',
    '',
    'out tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 127.0.0.6:40000',
    undefined,
    { source: '127.0.0.6' },
  ),
  row(
    'U1 owner of an app',
    owner('--uid-owner 1337', '! --uid-owner 1337', '! --gid-owner 1337', '--socket-exists', '! --socket-exists'),
    OUT,
    DIRECT,
    'filter:OUTPUT:2 filter:OUTPUT:3 filter:OUTPUT:4',
  ),
  row(
    'U2 owner of the proxy',
    owner('--uid-owner 1337', '! --uid-owner 1337', '! --gid-owner 1337', '--socket-exists', '! --socket-exists'),
    OUT,
    DIRECT,
    'filter:OUTPUT:1 filter:OUTPUT:4',
    PROXY,
  ),
  row(
    'U6 the reset of a closed port has a socket and no owner',
    rows(
      FILTER,
      ...['--socket-exists', '! --socket-exists', '! --uid-owner 1337', '--uid-owner 0'].map(
        (one) => `OUTPUT -p tcp --tcp-flags RST RST -m owner ${one}`,
      ),
    ),
    'in tcp 10.0.0.2:9',
    'ECONNREFUSED',
    'filter:OUTPUT:1 filter:OUTPUT:3',
  ),
  row(
    'U6 the reset of a REJECT has neither',
    rows(
      FILTER,
      ...['--socket-exists', '! --socket-exists', '! --uid-owner 1337'].map(
        (one) => `OUTPUT -p tcp --tcp-flags RST RST -m owner ${one}`,
      ),
      'INPUT -p tcp -j REJECT --reject-with tcp-reset',
    ),
    'in tcp 10.0.0.2:9',
    'ECONNREFUSED',
    'filter:INPUT:1 filter:OUTPUT:2 filter:OUTPUT:3',
  ),
  row('U13 --suppl-groups', owner('--gid-owner 5', '--gid-owner 5 --suppl-groups'), OUT, DIRECT, 'filter:OUTPUT:2', {
    groups: [5],
  }),
  row(
    'M1 in raw a fresh packet is INVALID, in mangle NEW',
    rows(RAW, 'OUTPUT -p tcp --syn -m conntrack --ctstate INVALID', 'OUTPUT -p tcp --syn -m conntrack --ctstate NEW') +
      rows(
        MANGLE,
        'OUTPUT -p tcp --syn -m conntrack --ctstate INVALID',
        'OUTPUT -p tcp --syn -m conntrack --ctstate NEW',
      ),
    OUT,
    DIRECT,
    'mangle:OUTPUT:2 raw:OUTPUT:1',
  ),
  row(
    'M6 a value outside the mask never matches',
    rows(FILTER, 'OUTPUT -m mark --mark 0x1539/0xfff', 'OUTPUT -m mark --mark 0x539/0xfff'),
    OUT,
    DIRECT,
    'filter:OUTPUT:2',
    { mark: 0x1539 },
  ),
  row(
    'M12 in a user chain from OUTPUT the incoming interface is the empty name',
    rows(FILTER, 'OUTPUT -p tcp --syn -j A', 'A -i lo', 'A ! -i lo', 'A -i +'),
    OUT,
    DIRECT,
    'filter:A:2 filter:A:3 filter:OUTPUT:1',
  ),
  row(
    'M13 the own address on lo is UNICAST for --limit-iface-out',
    rows(
      FILTER,
      'OUTPUT -p tcp --syn -m addrtype --dst-type LOCAL --limit-iface-out',
      'OUTPUT -p tcp --syn -m addrtype --dst-type UNICAST --limit-iface-out',
    ),
    'out tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 10.0.0.2:40000',
    'filter:OUTPUT:2',
  ),
  row(
    'T2 TPROXY: the accepted socket has the dialled address',
    rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 0x539') + TRACKED,
    'in tcp 10.0.0.3:8080',
    'connected pod 10.0.0.3:8080 from 10.0.0.1:40000 dialled 10.0.0.3:8080',
  ),
  row(
    'T2 without conntrack SO_ORIGINAL_DST is ENOENT',
    rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 0x539'),
    'in tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 10.0.0.1:40000',
  ),
  row(
    'T3 a foreign destination, with the ip rule',
    rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 0x539'),
    'in tcp 198.51.100.7:80',
    'connected pod 198.51.100.7:80 from 10.0.0.1:40000',
  ),
  row(
    'T3 and without its mark',
    rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 1'),
    'in tcp 198.51.100.7:80',
    'timeout',
  ),
  row(
    'T6 a listener that is not transparent: DROP',
    rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 8080 --tproxy-mark 0x539'),
    'in tcp 10.0.0.2:22',
    'timeout',
    'mangle:PREROUTING:1',
  ),
  row(
    'T6 no listener: DROP',
    rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 9999 --tproxy-mark 0x539'),
    'in tcp 10.0.0.2:22',
    'timeout',
    'mangle:PREROUTING:1',
  ),
  row(
    'A2 OUTPUT, IPv6: ::1',
    rows(NAT, REDIRECT),
    'out tcp [2001:db8::10]:80',
    'connected pod [::1]:15001 from [fd00::2]:40000 dialled [2001:db8::10]:80',
    undefined,
    { source: 'fd00::2' },
  ),
  row(
    'A5 PREROUTING, IPv6: the newest global address',
    rows(NAT, 'PREROUTING -p tcp -j REDIRECT --to-ports 15006'),
    'in tcp [fd00::2]:8080',
    'connected pod [fd00::3]:15006 from [fd00::1]:40000 dialled [fd00::2]:8080',
  ),
  row(
    'U7 an IPv6 reset has no socket',
    rows(
      FILTER,
      ...['--socket-exists', '! --socket-exists', '! --uid-owner 1337'].map(
        (one) => `OUTPUT -p tcp --tcp-flags RST RST -m owner ${one}`,
      ),
    ),
    'in tcp [fd00::2]:9',
    'ECONNREFUSED',
    'filter:OUTPUT:2 filter:OUTPUT:3',
  ),
  row(
    'D13 a socket bound to ::6 may connect anywhere',
    '',
    'out tcp [2001:db8::10]:80',
    'connected peer [2001:db8::10]:80 from [::6]:40000',
    undefined,
    { source: '::6' },
  ),
  row(
    'R11 icmp6-port-unreachable in INPUT, UDP',
    rows(FILTER, 'INPUT -p udp -j REJECT'),
    'in udp [fd00::2]:8080',
    'ECONNREFUSED',
  ),
  row(
    'R11 icmp6-no-route in INPUT, UDP',
    rows(FILTER, 'INPUT -p udp -j REJECT --reject-with icmp6-no-route'),
    'in udp [fd00::2]:8080',
    'timeout',
  ),
  row(
    'R11 icmp6-addr-unreachable in INPUT, UDP',
    rows(FILTER, 'INPUT -p udp -j REJECT --reject-with icmp6-addr-unreachable'),
    'in udp [fd00::2]:8080',
    'timeout',
  ),
  ...['icmp6-adm-prohibited', 'icmp6-policy-fail', 'icmp6-reject-route'].map((type) =>
    row(
      `R11 ${type} in INPUT, UDP`,
      rows(FILTER, `INPUT -p udp -j REJECT --reject-with ${type}`),
      'in udp [fd00::2]:8080',
      'EACCES',
    ),
  ),
  row(
    'R11 tcp-reset in OUTPUT, TCP',
    rows(FILTER, 'OUTPUT -p tcp --syn -j REJECT --reject-with tcp-reset'),
    'out tcp [2001:db8::10]:80',
    'ECONNREFUSED',
  ),
  ...[
    ['icmp6-no-route', 'ENETUNREACH'],
    ['icmp6-adm-prohibited', 'EACCES'],
  ].map(([type = '', errno = '']) => ({
    ...row(
      `R11 ${type} in OUTPUT, TCP`,
      rows(FILTER, `OUTPUT -p tcp -j REJECT --reject-with ${type}`),
      'out tcp [2001:db8::10]:80',
      errno,
    ),
    patient: 1100,
  })),
  row(
    'M2 DNAT matches behind nat, not before',
    rows(NAT, REDIRECT) +
      rows(MANGLE, 'OUTPUT -p tcp --syn -m conntrack --ctstate DNAT') +
      rows(FILTER, 'OUTPUT -p tcp --syn -m conntrack --ctstate DNAT'),
    OUT,
    REDIRECTED,
    'filter:OUTPUT:1 nat:OUTPUT:1',
  ),
  row(
    'M3 the redirected SYN+ACK',
    rows(NAT, REDIRECT) +
      rows(
        FILTER,
        'OUTPUT -p tcp --tcp-flags SYN,ACK SYN,ACK -m conntrack --ctstate ESTABLISHED --ctdir REPLY --ctorigdst 192.0.2.10',
      ),
    OUT,
    REDIRECTED,
    'filter:OUTPUT:1 nat:OUTPUT:1',
  ),
  row(
    'M4 CONFIRMED not in OUTPUT, but in INPUT of the first packet',
    rows(
      FILTER,
      'OUTPUT -p tcp --syn -m conntrack --ctstatus CONFIRMED',
      'INPUT -p tcp --syn -m conntrack --ctstatus CONFIRMED',
    ),
    'out tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 10.0.0.2:40000 dialled 10.0.0.2:8080',
    'filter:INPUT:1',
  ),
  row(
    'M9 behind NOTRACK',
    rows(RAW, 'OUTPUT -d 192.0.2.10 -j CT --notrack') +
      rows(
        FILTER,
        'OUTPUT -m connmark --mark 1',
        'OUTPUT -m connmark ! --mark 1',
        'OUTPUT -m conntrack --ctdir ORIGINAL',
        'OUTPUT -m conntrack ! --ctorigdst 203.0.113.5',
        'OUTPUT -m conntrack --ctstate UNTRACKED --ctorigdst 203.0.113.5',
      ),
    OUT,
    DIRECT,
    'filter:OUTPUT:5 raw:OUTPUT:1',
  ),
  row(
    'M21 a SYN to a wildcard listener matches with --nowildcard only',
    rows(
      MANGLE,
      'PREROUTING -p tcp --syn -m socket',
      'PREROUTING -p tcp --syn -m socket --nowildcard',
      'PREROUTING -p tcp --syn -m socket --nowildcard --transparent',
    ),
    'in tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 10.0.0.1:40000',
    'mangle:PREROUTING:2',
  ),
  row(
    'M21 a listener on the address matches plain',
    rows(MANGLE, 'PREROUTING -p tcp --syn -m socket'),
    'in tcp 10.0.0.2:9002',
    'connected pod 10.0.0.2:9002 from 10.0.0.1:40000',
    'mangle:PREROUTING:1',
  ),
  row(
    'M8 save and restore with masks',
    rows(
      MANGLE,
      'OUTPUT -p tcp --syn -j A',
      'A -j CONNMARK --set-xmark 0xabcd/0xffffffff',
      'A -j MARK --set-xmark 0x1200ff/0xffffffff',
      'A -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff0',
      'A -m mark --mark 0x120bc0',
      'A -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xf0f0',
      'A -m connmark --mark 0xbcd',
    ),
    OUT,
    DIRECT,
    'mangle:A:1 mangle:A:2 mangle:A:3 mangle:A:4 mangle:A:5 mangle:A:6 mangle:OUTPUT:1',
  ),
  row(
    'T1 TPROXY ends its table, nat is still asked',
    rows(MANGLE, 'PREROUTING -p tcp --syn -j TPROXY --on-port 15006 --tproxy-mark 0x539', 'PREROUTING -p tcp --syn') +
      rows(NAT, 'PREROUTING -p tcp') +
      TRACKED,
    'in tcp 10.0.0.2:8080',
    'connected pod 10.0.0.2:8080 from 10.0.0.1:40000 dialled 10.0.0.2:8080',
    'mangle:PREROUTING:1 nat:PREROUTING:1',
  ),
  row(
    'T15 TPROXY and then REDIRECT: reset',
    rows(MANGLE, 'PREROUTING -p tcp -j TPROXY --on-port 15006 --tproxy-mark 1') +
      rows(NAT, 'PREROUTING -p tcp -j REDIRECT --to-ports 15006'),
    'in tcp 10.0.0.3:8080',
    'ECONNRESET',
  ),
  row(
    'T16 the answer of a UDP socket that TPROXY found comes from its own port',
    rows(MANGLE, 'PREROUTING -p udp -j TPROXY --on-port 15006 --tproxy-mark 0x539'),
    'in udp 10.0.0.2:9000',
    'timeout pod 10.0.0.2:15006 from 10.0.0.1:40000',
  ),
];

const LOADERS: readonly Loader[] = ['nft', 'legacy'];

describeInKernel('facts on a real kernel', (bed) => {
  const ALL = ROWS.flatMap((one) => LOADERS.map((loader) => ({ ...one, loader })));
  const loaded = ({ rules, loader, family }: Row & { readonly loader: Loader }): readonly LoadedRules[] =>
    rules === '' ? [] : [{ loader, family, text: rules }];
  test.each(ALL)('$fact, $loader', (row) => {
    const { packet: words, change, seen, hits, patient, loader, family } = row;
    expect(bed().load(loaded(row))).toEqual([]);
    const observed = bed().send(packet(words, change), patient);
    expect(textOf(observed)).toBe(seen);
    if (hits !== undefined) expect(hitsOf(observed, `${loader}${family} `)).toBe(hits);

    const { names, ruleSets } = readRules(loaded(row));
    const world = { netns: { ...bed().netns, ruleSets }, sockets: bed().sockets, names };
    const predicted = predict(world, packet(words, change));
    // What is sent again counts again; the evaluator sends it once.
    const expected = patient === undefined ? { hits: observed.hits } : {};
    expect(predicted).toMatchObject({ outcomes: [{ ...expected, senderSees: observed.senderSees }] });
  });

  const redirecting = { loader: 'nft', family: 4, text: rows(NAT, REDIRECT) + rows(FILTER, 'OUTPUT -p tcp') } as const;
  test('H4 a flow that is there before the rule is not redirected', () => {
    const flow = packet(OUT, { state: 'established' });
    expect(bed().load([redirecting], { established: [flow] })).toEqual([]);
    expect(hitsOf(bed().send(flow), 'nft4 ')).toBe('filter:OUTPUT:1');
    expect(textOf(bed().send(packet(OUT, { sourcePort: 40001 })))).toContain('127.0.0.1:15001');
  });
  test('H8 an INVALID packet is not redirected', () => {
    bed().load([redirecting]);
    expect(hitsOf(bed().send(packet(OUT, { state: 'invalid' })), 'nft4 ')).toBe('filter:OUTPUT:1');
  });
});

function textOf({ senderSees, reached }: Observation): string {
  if (reached === undefined) return senderSees;
  const { where, local, peer, originalDestination } = reached;
  return `${senderSees} ${where} ${local} from ${peer}${originalDestination === undefined ? '' : ` dialled ${originalDestination}`}`;
}

function hitsOf({ hits }: Observation, prefix: string): string {
  return Object.keys(hits)
    .map((name) => name.replace(prefix, ''))
    .sort()
    .join(' ');
}
