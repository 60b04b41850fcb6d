import type { Criterion } from '../../logic/Criterion.js';
import { truthOf } from '../../logic/Truth.js';
import { cidrContains, type Cidr } from '../../net/Cidr.js';
import type { IpAddress } from '../../net/IpAddress.js';

/** An address in a range; a range without `prefix_len` has length 0 and holds every address of its family (matchers.cc `IPMatcher`). */
export function cidrRule(name: string, cidr: Cidr, ip: IpAddress): Criterion {
  return { name, expected: cidr.text, got: ip.text, truth: truthOf(cidrContains(cidr, ip)) };
}
