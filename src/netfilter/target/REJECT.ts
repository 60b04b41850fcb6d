/** `-j REJECT --reject-with TYPE`; the type is always written out. */
export interface RejectTarget {
  readonly kind: 'REJECT';
  /** `icmp-port-unreachable`, `icmp6-port-unreachable`, `tcp-reset`, … */
  readonly with: string;
}
