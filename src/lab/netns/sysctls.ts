import { quote } from '../run/hereDocument.js';

/** Set in every namespace before it has links: no duplicate address detection, no redirects, ports below 1024 for everyone (as in pods). */
export const POD_SYSCTLS: Readonly<Record<string, string>> = {
  'net.ipv6.conf.all.disable_ipv6': '0',
  'net.ipv6.conf.default.disable_ipv6': '0',
  'net.ipv6.conf.default.accept_dad': '0',
  'net.ipv6.conf.default.accept_ra': '0',
  'net.ipv6.conf.default.accept_redirects': '0',
  'net.ipv4.conf.all.accept_redirects': '0',
  'net.ipv4.conf.default.accept_redirects': '0',
  'net.ipv4.ip_unprivileged_port_start': '0',
};

/** Set on the node, which forwards and tells nobody of a shorter way. */
export const NODE_SYSCTLS: Readonly<Record<string, string>> = {
  ...POD_SYSCTLS,
  'net.ipv4.ip_forward': '1',
  'net.ipv6.conf.all.forwarding': '1',
  'net.ipv4.conf.all.send_redirects': '0',
  'net.ipv4.conf.default.send_redirects': '0',
};

/**
 * Shell lines that keep a bridge's frames from the rules of iptables, where the kernel's br_netfilter would show them: what a pod sends to
 * itself by a Service would be bridged back to its own port, which bridges don't do, instead of being routed.
 */
export const BRIDGE_COMMANDS: readonly string[] = ['iptables', 'ip6tables'].map((tool) => {
  const path = `/proc/sys/net/bridge/bridge-nf-call-${tool}`;
  return `[ ! -e ${path} ] || echo 0 > ${path}`;
});

/** Shell lines that set them. `net.ipv4.conf.eth0/1.x` is a name with a dot in a part, as sysctl(8) writes it. */
export function sysctlCommands(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => {
    const path = name.split('.').map((part) => part.replaceAll('/', '.'));
    return `echo ${quote(value)} > ${quote(`/proc/sys/${path.join('/')}`)}`;
  });
}
