import { field, numberField, objectField, objectsField, stringField, stringsField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** Shorthands for lists of application protocols, which must be equal in order. */
const SHORTHANDS: ReadonlyMap<string, string> = new Map([
  ['http/1.0,http/1.1,h2c', 'HTTP'],
  ['http/1.0,http/1.1,h2c,istio-http/1.0,istio-http/1.1,istio-h2', 'HTTP TLS'],
  ['istio,istio-http/1.0,istio-http/1.1,istio-h2', 'Istio HTTP Plain'],
  ['istio-peer-exchange,istio', 'TCP TLS'],
]);

/**
 * MATCH of a filter chain: SNI, transport, application protocols, address, in this order; `ALL` for none. Source
 * ranges, source ports, source type and suffixes are not shown, nor a listener's `filter_chain_matcher`.
 *
 * Source: istioctl/pkg/writer/envoy/configdump/listener.go, getMatches.
 */
export function describeFilterChainMatch(chain: JsonObject): string {
  const match = objectField(chain, 'filter_chain_match');
  const serverNames = stringsField(match, 'server_names');
  const transport = stringField(match, 'transport_protocol');
  const protocols = stringsField(match, 'application_protocols');
  const protocolList = protocols.join(',');
  const address = describeAddress(match);
  const parts = [
    serverNames.length > 0 ? `SNI: ${serverNames.join(',')}` : '',
    transport ? `Trans: ${transport}` : '',
    protocols.length > 0 ? `App: ${SHORTHANDS.get(protocolList) ?? protocolList}` : '',
    address === '' ? '' : `Addr: ${address}`,
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('; ') : 'ALL';
}

/** The prefix ranges with the port once behind the last, or `*:PORT`. */
function describeAddress(match: JsonObject | undefined): string {
  const hasPort = field(match, 'destination_port') !== undefined;
  const port = hasPort ? `:${numberField(match, 'destination_port') ?? 0}` : '';
  const ranges = objectsField(match, 'prefix_ranges').map(
    (range) => `${stringField(range, 'address_prefix') ?? ''}/${numberField(range, 'prefix_len') ?? 0}`,
  );
  return ranges.length > 0 ? ranges.join(',') + port : port && `*${port}`;
}
