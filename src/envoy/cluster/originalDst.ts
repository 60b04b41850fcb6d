import type { Decision } from '../../logic/Decision.js';
import { formatSocketAddress, parseSocketAddress, type SocketAddress } from '../../net/SocketAddress.js';
import { headerValues } from '../http/headers.js';
import type { Cluster } from '../model/Cluster.js';
import { isUnknownValue } from '../string/unknownValue.js';
import type { ClusterContext } from './ClusterContext.js';
import { undecided } from './undecided.js';
import type { HostSet } from './UpstreamHost.js';

/** The filter state key that sets the address from inside. */
const FILTER_STATE_KEY = 'envoy.network.transport_socket.original_dst_address';

/** A place where the address may stand; the connection's own is no text. */
interface AddressSource {
  readonly from: string;
  readonly address: string | SocketAddress | undefined;
}

/**
 * ORIGINAL_DST: the first of filter state, `metadata_key` in dynamic metadata, the header of `use_http_header`, and the
 * restored local address that is IP:port; then `upstream_port_override`. Without any: no host
 * (clusters/original_dst/original_dst_cluster.cc; route metadata is not consulted, measured).
 */
export function originalDst(cluster: Cluster, context: ClusterContext): Decision<HostSet> {
  const sources = [
    { from: FILTER_STATE_KEY, address: context.filterState.get(FILTER_STATE_KEY) },
    ...fromMetadata(cluster, context),
    ...fromHeader(cluster, context),
    { from: 'restored destination', address: context.connection.restored ? context.connection.local : undefined },
  ];
  for (const { from, address: written } of sources) {
    if (typeof written === 'string' && isUnknownValue(written)) return undecided(cluster.at, `${from} is not known`);
    const address = typeof written === 'string' ? parseSocketAddress(written) : written;
    if (address !== undefined) return dial(cluster, from, address);
  }
  const because = [{ name: 'original destination', expected: 'an address', got: 'none', truth: 'no' as const }];
  return { truth: 'no', at: cluster.at, because, skipped: [] };
}

function dial(cluster: Cluster, from: string, { ip, port }: SocketAddress): Decision<HostSet> {
  const address = { ip, port: cluster.originalDst.portOverride ?? port };
  const got = formatSocketAddress(address);
  const because = [{ name: from, expected: 'the address to dial', got, truth: 'yes' as const }];
  return { truth: 'yes', value: { kind: 'original_dst', address, from }, at: cluster.at, because, skipped: [] };
}

function fromMetadata({ originalDst: { metadataKey } }: Cluster, context: ClusterContext): readonly AddressSource[] {
  if (metadataKey === undefined) return [];
  let value: unknown = context.dynamicMetadata.get(metadataKey.key);
  for (const segment of metadataKey.path) {
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    value = entries.find(([key]) => key === segment)?.[1];
  }
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return [{ from: `dynamic metadata ${metadataKey.key}`, address: typeof first === 'string' ? first : undefined }];
}

function fromHeader({ originalDst: config }: Cluster, { request }: ClusterContext): readonly AddressSource[] {
  if (!config.useHttpHeader || request === undefined) return [];
  const name = config.httpHeaderName.toLowerCase();
  return [{ from: `header ${name}`, address: headerValues(request, name)[0] }];
}
