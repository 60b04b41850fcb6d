import type { Netns } from './Netns.js';

function enabled(netns: Netns, name: string): boolean {
  const value = netns.sysctls[name];
  return value !== undefined && value.trim() !== '0';
}

/** `route_localnet` of an interface: 127/8 may enter and leave by it. The kernel takes `all` or the interface's own. */
export function routeLocalnet(netns: Netns, device: string): boolean {
  return enabled(netns, 'net.ipv4.conf.all.route_localnet') || enabled(netns, `net.ipv4.conf.${device}.route_localnet`);
}

/** `accept_local` of an interface: packets whose source is an own address may enter by it. */
export function acceptLocal(netns: Netns, device: string): boolean {
  return enabled(netns, 'net.ipv4.conf.all.accept_local') || enabled(netns, `net.ipv4.conf.${device}.accept_local`);
}

/** Whether packets for other hosts are forwarded. */
export function forwards(netns: Netns, family: 4 | 6): boolean {
  return enabled(netns, family === 4 ? 'net.ipv4.ip_forward' : 'net.ipv6.conf.all.forwarding');
}

/** `net.netfilter.nf_conntrack_tcp_loose`, on unless said otherwise: conntrack picks up flows that it has not seen begin. */
export function tcpLoose(netns: Netns): boolean {
  return netns.sysctls['net.netfilter.nf_conntrack_tcp_loose']?.trim() !== '0';
}

/** `net.netfilter.nf_conntrack_tcp_be_liberal`: conntrack takes what is not in a connection's window. */
export function tcpLiberal(netns: Netns): boolean {
  return enabled(netns, 'net.netfilter.nf_conntrack_tcp_be_liberal');
}

/** `net.ipv4.tcp_fwmark_accept`: a SYN+ACK, and the accepted socket, take the mark of the SYN. */
export function tcpFwmarkAccept(netns: Netns): boolean {
  return enabled(netns, 'net.ipv4.tcp_fwmark_accept');
}
