import type { Negatable } from '../model/Negatable.js';

/** `-m pkttype --pkt-type`: the link layer's idea of a packet. */
export interface PkttypeMatch {
  readonly kind: 'pkttype';
  readonly type: Negatable<'unicast' | 'broadcast' | 'multicast'>;
}
