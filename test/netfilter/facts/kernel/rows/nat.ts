import { FILTER, MANGLE, NAT, rows } from '../../../walk/rules.js';
import { OUT, DIRECT, REDIRECT, REDIRECTED, dnat, row, type Row } from './row.js';

/** REDIRECT, DNAT and SNAT. */
export const NAT_ROWS: readonly Row[] = [
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
];
