import { chainLevels } from '../../../envoy/chain/chainLevels.js';
import type { InspectedConnection } from '../../../envoy/model/Connection.js';
import type { FilterChainMatch } from '../../../envoy/model/Listener.js';
import type { Change } from './Change.js';

/** What of a connection has to be another for each level of a chain's match that does not fit it; undefined where a client can't. */
export function meetChain(match: FilterChainMatch, connection: InspectedConnection): readonly Change[] | undefined {
  const unfit = new Set(
    chainLevels.filter((level) => level.choose([match], connection) === undefined).map(({ field }) => field),
  );
  const changes: Change[] = [];
  const one = (field: string, change: Change | undefined): boolean => {
    if (!unfit.delete(field)) return true;
    if (change !== undefined) changes.push(change);
    return change !== undefined;
  };
  const { destinationPort: port, prefixRanges, sourcePrefixRanges, directSourcePrefixRanges, sourcePorts } = match;
  const [to, from, direct] = [prefixRanges[0], sourcePrefixRanges[0], directSourcePrefixRanges[0]];
  const [sourcePort] = sourcePorts;
  const fits =
    one('destination_port', port === undefined ? undefined : { kind: 'destination port', value: port }) &&
    one('prefix_ranges', to && { kind: 'destination address', value: to.address.text }) &&
    one('direct_source_prefix_ranges', direct && { kind: 'source address', value: direct.address.text }) &&
    one('source_prefix_ranges', from && { kind: 'source address', value: from.address.text }) &&
    one('source_ports', sourcePort === undefined ? undefined : { kind: 'source port', value: sourcePort });
  const tls = ['server_names', 'transport_protocol', 'application_protocols'].filter((field) => unfit.delete(field));
  if (!fits || unfit.size > 0) return undefined;
  if (tls.length === 0) return changes;
  const change = tlsChange(match, connection);
  return change === undefined ? undefined : [...changes, change];
}

function tlsChange(match: FilterChainMatch, { tls, applicationProtocols }: InspectedConnection): Change | undefined {
  const { serverNames, transportProtocol, applicationProtocols: wanted } = match;
  if (transportProtocol === 'raw_buffer') return { kind: 'tls', tls: undefined };
  const [name] = serverNames;
  // Protocols in the clear are found in the request itself.
  if (transportProtocol !== 'tls' && name === undefined && tls === undefined) return undefined;
  const sni = name === undefined ? (tls?.sni ?? '') : name.replace(/^\*/, 'any');
  const fits =
    wanted.length === 0 || wanted.some((protocol) => tls !== undefined && applicationProtocols.includes(protocol));
  return { kind: 'tls', tls: { sni, alpn: fits ? (tls?.alpn ?? []) : wanted.slice(0, 1) } };
}
