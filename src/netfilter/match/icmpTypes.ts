import type { NumberRange } from '../model/NumberRange.js';

/** What `--icmp-type` and `--icmpv6-type` name; `any` is the type range 0 to 255. */
export interface IcmpTypes {
  readonly types: NumberRange;
  readonly codes: NumberRange;
}
