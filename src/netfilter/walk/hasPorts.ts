/** Whether the protocol has ports; of others conntrack and matches see none. */
export function hasPorts(protocol: string): boolean {
  return ['tcp', 'udp', 'sctp', 'dccp', 'udplite'].includes(protocol);
}
