import type { Negatable } from '../model/Negatable.js';
import type { IcmpTypes } from './icmpTypes.js';

/** `-m icmp`, `-m icmp6`. */
export interface IcmpMatch {
  readonly kind: 'icmp';
  readonly family: 4 | 6;
  readonly type: Negatable<IcmpTypes>;
}
