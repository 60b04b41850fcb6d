import { FILTER, MANGLE, RAW, rows } from '../../../walk/rules.js';
import { OUT, DIRECT, owner, PROXY, row, type Row } from './row.js';

/** Owners, and matches by where they stand. */
export const MATCHES_ROWS: readonly Row[] = [
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
];
