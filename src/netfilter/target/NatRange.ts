import type { IpAddress } from '../../net/IpAddress.js';
import type { NumberRange } from '../model/NumberRange.js';

/** Where a nat target sends a packet, or from where it makes it come. */
export interface NatRange {
  /** First and last address; absent: the address stays (or, for REDIRECT and MASQUERADE, the interface's). */
  readonly addresses?: { readonly min: IpAddress; readonly max: IpAddress };
  /** Absent: the port stays. */
  readonly ports?: NumberRange;
  /** `--random`. */
  readonly random: boolean;
  /** `--random-fully`. */
  readonly randomFully: boolean;
  /** `--persistent`: a client always gets the same address. */
  readonly persistent: boolean;
}
