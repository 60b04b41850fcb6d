import { FILTER, NAT, rows } from '../../../walk/rules.js';
import { REDIRECT, row, type Row } from './row.js';

/** IPv6. */
export const IPV6_ROWS: readonly Row[] = [
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
];
