import type { Criterion } from '../../../logic/Criterion.js';
import type { Cidr } from '../../../net/Cidr.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { cidrRule } from '../cidrRule.js';

/** `Principal.source_ip`: the connection's remote address, after PROXY protocol and before XFF (matchers.cc `IPMatcher`, ConnectionRemote). */
export function sourceIp({ cidr }: { readonly cidr: Cidr }, { connection }: RequestContext): Criterion {
  return cidrRule('source_ip', cidr, connection.source.ip);
}
