/** `-j NOTRACK`: no conntrack for this packet. */
export interface NotrackTarget {
  readonly kind: 'NOTRACK';
}
