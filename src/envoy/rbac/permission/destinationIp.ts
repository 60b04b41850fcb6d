import type { Criterion } from '../../../logic/Criterion.js';
import type { Cidr } from '../../../net/Cidr.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { cidrRule } from '../cidrRule.js';

/** `Permission.destination_ip`: the local address, restored where it was restored (matchers.cc `IPMatcher`). */
export function destinationIp({ cidr }: { readonly cidr: Cidr }, { connection }: RequestContext): Criterion {
  return cidrRule('destination_ip', cidr, connection.local.ip);
}
