/** Number and names of the protocols that rules name, as /etc/protocols has them; the first name is the one printed. */
const PROTOCOLS: readonly (readonly [number, ...string[]])[] = [
  [1, 'icmp'],
  [2, 'igmp'],
  [4, 'ipencap', 'ip-encap', 'ipv4'],
  [6, 'tcp'],
  [8, 'egp'],
  [17, 'udp'],
  [33, 'dccp'],
  [41, 'ipv6'],
  [43, 'ipv6-route'],
  [44, 'ipv6-frag'],
  [47, 'gre'],
  [50, 'esp', 'ipsec-esp'],
  [51, 'ah', 'ipsec-ah'],
  [58, 'ipv6-icmp', 'icmpv6', 'icmp6'],
  [59, 'ipv6-nonxt'],
  [60, 'ipv6-opts'],
  [89, 'ospf'],
  [94, 'ipip'],
  [103, 'pim'],
  [108, 'ipcomp'],
  [112, 'vrrp'],
  [115, 'l2tp'],
  [132, 'sctp'],
  [135, 'mobility-header', 'ipv6-mh', 'mh'],
  [136, 'udplite'],
];

const NAME = new Map(
  PROTOCOLS.flatMap(([number, name = '', ...others]) => [String(number), name, ...others].map((key) => [key, name])),
);
NAME.set('0', 'all').set('all', 'all').set('any', 'all');

/**
 * One name for each protocol: `6`, `TCP` and `tcp` are `tcp`; a number without name stays a number (`253`); `0` is `all`.
 * `undefined` for a name that is not known.
 */
export function protocolName(text: string): string | undefined {
  const known = NAME.get(text.toLowerCase());
  if (known !== undefined) return known;
  return /^(?:0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= 255 ? text : undefined;
}
