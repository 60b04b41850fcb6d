import type { IpAddress } from '../../net/IpAddress.js';
import type { Negatable } from '../model/Negatable.js';

/** First and last address, both included. */
export interface AddressRange {
  readonly min: IpAddress;
  readonly max: IpAddress;
}

/** `-m iprange`. */
export interface IprangeMatch {
  readonly kind: 'iprange';
  readonly source?: Negatable<AddressRange>;
  readonly destination?: Negatable<AddressRange>;
}
