import { MANGLE, rows, TRACKED } from '../../../walk/rules.js';
import { row, type Row } from './row.js';

/** TPROXY. */
export const TPROXY_ROWS: readonly Row[] = [
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
];
