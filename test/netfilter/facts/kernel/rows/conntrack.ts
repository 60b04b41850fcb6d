import { FILTER, MANGLE, NAT, RAW, rows, TRACKED } from '../../../walk/rules.js';
import { OUT, DIRECT, REDIRECT, REDIRECTED, row, type Row } from './row.js';

/** What conntrack and sockets are asked, and TPROXY beside nat. */
export const CONNTRACK_ROWS: readonly Row[] = [
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
