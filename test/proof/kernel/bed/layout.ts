import type { BedSocket } from '../contract.js';

/** What stands in the pod, as commands of `ip -batch`. `PEER` and `PEER2` stand for the other namespaces. */
export const POD_LINKS = `
link set lo up
address add 10.9.9.9/32 dev lo
address add ::6/128 dev lo nodad
link add eth0 address 02:00:00:00:00:01 type veth peer name eth0 address 02:00:00:00:00:01 netns PEER
link add eth1 address 02:00:00:00:00:02 type veth peer name eth1 address 02:00:00:00:00:02 netns PEER2
link set eth0 arp off up
link set eth1 arp off up
`;

/** Once the links have a carrier. Of IPv6 the address that is added last stands first. */
export const POD_ADDRESSES = `
address add 10.0.0.2/24 dev eth0
address add 10.0.0.3/24 dev eth0
address add fd00::2/64 dev eth0 nodad
address add fd00::3/64 dev eth0 nodad
address add 172.16.0.2/24 dev eth1
address add fd01::2/64 dev eth1 nodad
route add default dev eth0
route add default dev eth1 table 7
route add local default dev lo table 133
-6 route add default dev eth0
-6 route add default dev eth1 table 7
-6 route add local default dev lo table 133
rule add fwmark 7 lookup 7 priority 1000
rule add fwmark 0x539 lookup 133 priority 1001
-6 rule add fwmark 7 lookup 7 priority 1000
-6 rule add fwmark 0x539 lookup 133 priority 1001
`;

/**
 * Every address is the peer's own, to what comes in by the link and as a source; what it sends goes out by the link, to whatever
 * address. So the table `local` may not be asked first about what it sends.
 */
export function peerCommands(device: string, address4: string, address6: string): string {
  const rules = (prefix: string): string => `
${prefix}rule add iif ${device} lookup local priority 1
${prefix}rule add iif lo lookup main priority 2
${prefix}rule del priority 0
${prefix}route add local default dev lo table local
`;
  return `
link set lo up
link set ${device} arp off up
address add ${address4} dev ${device}
address add ${address6} dev ${device} nodad
route add default dev ${device}
-6 route add default dev ${device}
${rules('')}${rules('-6 ')}`;
}

/** No packet that nobody sent, no rate limits, no retransmission of a SYN+ACK. */
export const SYSCTLS: Readonly<Record<string, string>> = {
  'net/ipv4/icmp_ratelimit': '0',
  'net/ipv4/tcp_synack_retries': '0',
  'net/ipv4/tcp_timestamps': '0',
  'net/ipv4/ping_group_range': '0 2147483647',
  'net/ipv6/icmp/ratelimit': '0',
  'net/ipv6/conf/all/accept_ra': '0',
  'net/ipv6/conf/default/accept_ra': '0',
  'net/ipv6/conf/default/router_solicitations': '0',
  'net/ipv6/conf/default/addr_gen_mode': '1',
  'net/ipv6/conf/default/accept_dad': '0',
};

/** Of the peers: they take what claims to come from themselves, or from a loopback address. */
export const PEER_SYSCTLS: Readonly<Record<string, string>> = {
  'net/ipv4/conf/all/accept_local': '1',
  'net/ipv4/conf/all/route_localnet': '1',
};

const PROXY = { kind: 'user', uid: 1337, gid: 1337 } as const;
const APP = { kind: 'user', uid: 1000, gid: 1000 } as const;
const ROOT = { kind: 'user', uid: 0, gid: 0 } as const;

const PORTS = [
  { protocol: 'tcp', port: 15001, transparent: true, owner: PROXY },
  { protocol: 'tcp', port: 15006, transparent: true, owner: PROXY },
  { protocol: 'tcp', port: 15008, transparent: false, owner: PROXY },
  { protocol: 'tcp', port: 15053, transparent: false, owner: PROXY },
  { protocol: 'tcp', port: 8080, transparent: false, owner: APP },
  { protocol: 'tcp', port: 80, transparent: false, owner: APP },
  { protocol: 'tcp', port: 22, transparent: false, owner: ROOT },
  { protocol: 'tcp', port: 53, transparent: false, owner: ROOT },
  { protocol: 'udp', port: 15001, transparent: false, owner: PROXY },
  { protocol: 'udp', port: 15006, transparent: true, owner: PROXY },
  { protocol: 'udp', port: 15053, transparent: false, owner: PROXY },
  { protocol: 'udp', port: 53, transparent: false, owner: APP },
  { protocol: 'udp', port: 8080, transparent: false, owner: APP },
  { protocol: 'udp', port: 80, transparent: false, owner: APP },
] as const;

const DATAGRAM_PORTS = PORTS.flatMap(({ protocol, port }) => (protocol === 'udp' ? [port] : [])).join(', ');

/** Answers that went astray are not answered: resets to a SYN+ACK that nobody waits for, ICMP errors about an answer. */
export const PEER_RULES = `
table inet quiet {
  chain output {
    type filter hook output priority 0
    tcp flags & (fin | syn | rst | ack) == rst drop
    icmp type destination-unreachable @th,240,16 >= 20000 drop
    icmpv6 type destination-unreachable @th,400,16 >= 20000 drop
    icmp type destination-unreachable @th,224,16 { ${DATAGRAM_PORTS} } drop
    icmpv6 type destination-unreachable @th,384,16 { ${DATAGRAM_PORTS} } drop
  }
}
`;

const ANY = ['0.0.0.0', '::'] as const;

const PEER_PORTS = [22, 53, 80, 443, 8080, 9001, 15001, 15006, 15008, 15053] as const;

/** Listening sockets of all namespaces; those of IPv6 take no IPv4. */
export const SOCKETS: readonly BedSocket[] = [
  ...ANY.flatMap((address) => PORTS.map((socket) => ({ where: 'pod', address, ...socket }) as const)),
  { where: 'pod', protocol: 'tcp', address: '127.0.0.1', port: 9001, transparent: false, owner: PROXY },
  { where: 'pod', protocol: 'tcp', address: '10.0.0.2', port: 9002, transparent: false, owner: APP },
  ...(['peer', 'peer2'] as const).flatMap((where) =>
    ANY.flatMap((address) =>
      (['tcp', 'udp'] as const).flatMap((protocol) =>
        PEER_PORTS.map((port) => ({ where, protocol, address, port, transparent: true, owner: ROOT })),
      ),
    ),
  ),
];
