import type { Criterion } from '../../../logic/Criterion.js';
import type { Cidr } from '../../../net/Cidr.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { cidrRule } from '../cidrRule.js';

/** `Principal.direct_remote_ip`: the socket's own peer, before PROXY protocol and XFF (matchers.cc `IPMatcher`, DownstreamDirectRemote). */
export function directRemoteIp({ cidr }: { readonly cidr: Cidr }, { connection }: RequestContext): Criterion {
  return cidrRule('direct_remote_ip', cidr, (connection.directSource ?? connection.source).ip);
}
