import type { Criterion } from '../../../logic/Criterion.js';
import type { Cidr } from '../../../net/Cidr.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { cidrRule } from '../cidrRule.js';

/** `Principal.remote_ip`: the client's address after PROXY protocol and XFF (matchers.cc `IPMatcher`, DownstreamRemote). */
export function remoteIp({ cidr }: { readonly cidr: Cidr }, context: RequestContext): Criterion {
  return cidrRule('remote_ip', cidr, context.remoteIp);
}
