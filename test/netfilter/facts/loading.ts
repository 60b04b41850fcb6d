/** One row of the table of what the tools refuse to load. */
export interface LoadRow {
  readonly id: string;
  readonly what: string;
  readonly table: string;
  /** Lines between `*table` and `COMMIT`. */
  readonly lines: readonly string[];
  readonly nft: 'loads' | 'refused';
  readonly legacy: 'loads' | 'refused';
  /**
   * What hopctl makes of such a text, which no kernel can have given where it is refused: `read` as it stands, `unsupported` by name,
   * or `ends`: read, and a packet that comes there ends unknown.
   */
  readonly hopctl: 'read' | 'unsupported' | 'ends';
}

type Back = 'loads' | 'refused' | 'nft only';

function row(
  id: string,
  what: string,
  back: Back,
  hopctl: LoadRow['hopctl'],
  table: string,
  ...lines: readonly string[]
): LoadRow {
  const nft = back === 'refused' ? 'refused' : 'loads';
  return { id, what, table, lines, nft, legacy: back === 'loads' ? 'loads' : 'refused', hopctl };
}

const A = ':A - [0:0]';
const B = ':B - [0:0]';
const ports = (count: number): string => Array.from({ length: count }, (_, at) => at + 1).join(',');

/** As iptables 1.8.9 was seen to answer, with either back end, on Linux 6.18. */
export const LOADING: readonly LoadRow[] = [
  row(
    'L1',
    'a loop of two chains, reached',
    'refused',
    'ends',
    'filter',
    A,
    B,
    '-A OUTPUT -j A',
    '-A A -j B',
    '-A B -j A',
  ),
  row('L1', 'a chain that jumps to itself, reached', 'refused', 'ends', 'filter', A, '-A OUTPUT -j A', '-A A -j A'),
  row('L1', 'a loop of gotos, reached', 'refused', 'ends', 'filter', A, B, '-A OUTPUT -g A', '-A A -g B', '-A B -g A'),
  row('L2', 'the same loop, not reached', 'loads', 'read', 'filter', A, B, '-A A -j B', '-A B -j A'),
  row('L3', 'a jump to no chain', 'refused', 'ends', 'filter', '-A OUTPUT -j NOWHERE'),
  row('L3', 'a jump to a built-in chain', 'refused', 'ends', 'filter', '-A OUTPUT -j INPUT'),
  row('L4', 'a policy on a user chain', 'nft only', 'read', 'filter', ':A DROP [0:0]', '-A OUTPUT -j A'),
  row('L5', 'REJECT outside of filter', 'refused', 'read', 'mangle', '-A OUTPUT -j REJECT'),
  row('L5', 'tcp-reset without -p tcp', 'refused', 'read', 'filter', '-A OUTPUT -j REJECT --reject-with tcp-reset'),
  row('L6', 'DNAT in POSTROUTING', 'refused', 'read', 'nat', '-A POSTROUTING -p tcp -j DNAT --to-destination 10.0.0.3'),
  row('L6', 'REDIRECT in INPUT', 'refused', 'read', 'nat', '-A INPUT -p tcp -j REDIRECT'),
  row('L6', 'SNAT in OUTPUT', 'refused', 'read', 'nat', '-A OUTPUT -p tcp -j SNAT --to-source 10.0.0.3'),
  row('L6', 'MASQUERADE in PREROUTING', 'refused', 'read', 'nat', '-A PREROUTING -p tcp -j MASQUERADE'),
  row('L6', 'REDIRECT in filter', 'refused', 'read', 'filter', '-A OUTPUT -p tcp -j REDIRECT'),
  row(
    'L6',
    'DNAT in a user chain reached from POSTROUTING',
    'refused',
    'read',
    'nat',
    A,
    '-A POSTROUTING -j A',
    '-A A -p tcp -j DNAT --to-destination 10.0.0.3',
  ),
  row('L7', 'SNAT in INPUT', 'loads', 'read', 'nat', '-A INPUT -p tcp -j SNAT --to-source 10.0.0.3'),
  row('L8', 'REDIRECT --to-ports without -p', 'refused', 'read', 'nat', '-A OUTPUT -j REDIRECT --to-ports 15001'),
  row('L8', 'REDIRECT without ports needs no -p', 'loads', 'read', 'nat', '-A OUTPUT -j REDIRECT'),
  row('L9', 'TPROXY in OUTPUT', 'refused', 'read', 'mangle', '-A OUTPUT -p tcp -j TPROXY --on-port 15006'),
  row('L9', 'TPROXY in nat', 'refused', 'read', 'nat', '-A PREROUTING -p tcp -j TPROXY --on-port 15006'),
  row('L9', 'TPROXY without -p', 'refused', 'read', 'mangle', '-A PREROUTING -j TPROXY --on-port 15006'),
  row('L9', 'CT outside of raw', 'refused', 'read', 'mangle', '-A OUTPUT -j CT --zone 1'),
  row('L10', 'owner in PREROUTING', 'refused', 'read', 'mangle', '-A PREROUTING -m owner --uid-owner 1 -j ACCEPT'),
  row('L10', 'owner in INPUT', 'refused', 'read', 'filter', '-A INPUT -m owner --uid-owner 1 -j ACCEPT'),
  row('L10', 'owner in FORWARD', 'refused', 'read', 'filter', '-A FORWARD -m owner --uid-owner 1 -j ACCEPT'),
  row(
    'L10',
    'owner in a user chain reached from INPUT',
    'refused',
    'read',
    'filter',
    A,
    '-A INPUT -j A',
    '-A A -m owner --uid-owner 1 -j ACCEPT',
  ),
  row('L10', 'owner in OUTPUT', 'loads', 'read', 'filter', '-A OUTPUT -m owner --uid-owner 1 -j ACCEPT'),
  row('L10', 'owner in POSTROUTING', 'loads', 'read', 'mangle', '-A POSTROUTING -m owner --uid-owner 1 -j ACCEPT'),
  row('L11', '-o in PREROUTING', 'refused', 'read', 'mangle', '-A PREROUTING -o eth0 -j ACCEPT'),
  row('L11', '-o in INPUT', 'refused', 'read', 'filter', '-A INPUT -o eth0 -j ACCEPT'),
  row('L11', '-i in OUTPUT', 'refused', 'read', 'filter', '-A OUTPUT -i eth0 -j ACCEPT'),
  row('L11', '-i in POSTROUTING', 'refused', 'read', 'mangle', '-A POSTROUTING -i eth0 -j ACCEPT'),
  row(
    'L12',
    '-i in a user chain reached from OUTPUT',
    'loads',
    'read',
    'filter',
    A,
    '-A OUTPUT -j A',
    '-A A -i eth0 -j ACCEPT',
  ),
  row(
    'L13',
    'addrtype --limit-iface-in in OUTPUT',
    'refused',
    'read',
    'filter',
    '-A OUTPUT -m addrtype --dst-type LOCAL --limit-iface-in -j ACCEPT',
  ),
  row(
    'L13',
    'addrtype --limit-iface-out in INPUT',
    'refused',
    'read',
    'filter',
    '-A INPUT -m addrtype --dst-type LOCAL --limit-iface-out -j ACCEPT',
  ),
  row('L13', 'socket in OUTPUT', 'refused', 'read', 'mangle', '-A OUTPUT -m socket -j ACCEPT'),
  row('L13', 'rpfilter in OUTPUT', 'refused', 'unsupported', 'mangle', '-A OUTPUT -m rpfilter -j ACCEPT'),
  row('L13', 'mac in OUTPUT', 'refused', 'read', 'filter', '-A OUTPUT -m mac --mac-source 00:11:22:33:44:55 -j ACCEPT'),
  ...['raw', 'mangle', 'nat', 'filter'].map((table) =>
    row('L14', `MARK in ${table}`, 'loads', 'read', table, '-A OUTPUT -j MARK --set-mark 1'),
  ),
  ...['raw', 'mangle', 'nat', 'filter'].map((table) =>
    row('L14', `CONNMARK in ${table}`, 'loads', 'read', table, '-A OUTPUT -j CONNMARK --set-mark 1'),
  ),
  row('L14', 'NOTRACK in raw', 'loads', 'read', 'raw', '-A OUTPUT -j NOTRACK'),
  row(
    'L15',
    'multiport of 15 ports',
    'loads',
    'read',
    'filter',
    `-A OUTPUT -p tcp -m multiport --dports ${ports(15)} -j ACCEPT`,
  ),
  row(
    'L15',
    'multiport of 16 ports',
    'refused',
    'unsupported',
    'filter',
    `-A OUTPUT -p tcp -m multiport --dports ${ports(16)} -j ACCEPT`,
  ),
  row(
    'L15',
    'multiport of 14 ports and a range',
    'refused',
    'unsupported',
    'filter',
    `-A OUTPUT -p tcp -m multiport --dports ${ports(14)},80:90 -j ACCEPT`,
  ),
  row('L15', 'multiport without -p', 'refused', 'read', 'filter', '-A OUTPUT -m multiport --dports 80 -j ACCEPT'),
  row('L15', '--dport without -p', 'refused', 'unsupported', 'filter', '-A OUTPUT --dport 80 -j ACCEPT'),
  row('L16', '--dport of ! -p tcp', 'nft only', 'read', 'filter', '-A OUTPUT ! -p tcp -m tcp --dport 1 -j ACCEPT'),
  row('L17', 'a chain name of 28 characters', 'loads', 'read', 'filter', `:${'C'.repeat(28)} - [0:0]`),
  row('L17', 'a chain name of 29 characters', 'refused', 'read', 'filter', `:${'C'.repeat(29)} - [0:0]`),
  row(
    'L17',
    'an interface name of 15 characters',
    'loads',
    'read',
    'filter',
    `-A OUTPUT -o ${'e'.repeat(15)} -j ACCEPT`,
  ),
  row(
    'L17',
    'an interface name of 16 characters',
    'refused',
    'unsupported',
    'filter',
    `-A OUTPUT -o ${'e'.repeat(16)} -j ACCEPT`,
  ),
  row(
    'L18',
    'a set that does not exist',
    'refused',
    'read',
    'filter',
    '-A OUTPUT -m set --match-set nowhere dst -j ACCEPT',
  ),
  row('W9', '-j DROP in nat', 'refused', 'read', 'nat', '-A OUTPUT -j DROP'),
  row('W9', 'a policy DROP of a nat chain', 'loads', 'read', 'nat', ':OUTPUT DROP [0:0]'),
];

/** The text for iptables-restore. */
export function loadText({ table, lines }: LoadRow): string {
  return `*${table}\n${[...lines].sort((a, b) => Number(b.startsWith(':')) - Number(a.startsWith(':'))).join('\n')}\nCOMMIT\n`;
}
