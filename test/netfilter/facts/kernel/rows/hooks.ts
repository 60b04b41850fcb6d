import { FILTER, MANGLE, NAT, RAW, rows, TRACKED } from '../../../walk/rules.js';
import { OUT, DIRECT, REDIRECT, REDIRECTED, DROPS, row, type Row } from './row.js';

/** Hooks, chains and what refuses a packet. */
export const HOOKS_ROWS: readonly Row[] = [
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
];
