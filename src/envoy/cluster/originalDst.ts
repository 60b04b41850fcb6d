import type { Decision } from '../../logic/Decision.js';
import { formatSocketAddress, parseSocketAddress, type SocketAddress } from '../../net/SocketAddress.js';
import type { Cluster } from '../model/Cluster.js';
import type { ClusterContext } from './ClusterContext.js';
import type { HostSet } from './UpstreamHost.js';

/** The filter state key that sets the address from inside. */
const FILTER_STATE_KEY = 'envoy.network.transport_socket.original_dst_address';

/**
 * ORIGINAL_DST: the first of filter state, `metadata_key` in dynamic metadata, the header of `use_http_header`, and the
 * restored local address; then `upstream_port_override`. Without any: no host (clusters/original_dst/original_dst_cluster.cc;
 * route metadata is not consulted, measured).
 */
export function originalDst(cluster: Cluster, context: ClusterContext): Decision<HostSet> {
  const source = fromFilterState(context) ?? fromMetadata(cluster, context) ?? fromHeader(cluster, context) ?? fromConnection(context);
  if (source === undefined) {
    const failed = { name: 'original destination', expected: 'a restored address', got: 'none', truth: 'no' as const };
    return { truth: 'no', at: cluster.at, because: [failed], skipped: [] };
  }
  const port = cluster.originalDst.portOverride ?? source.address.port;
  const address: SocketAddress = { ip: source.address.ip, port };
  const because = [{ name: source.from, expected: 'the address to dial', got: formatSocketAddress(address), truth: 'yes' as const }];
  return { truth: 'yes', value: { kind: 'original_dst', address, from: source.from }, at: cluster.at, because, skipped: [] };
}

interface AddressSource {
  readonly address: SocketAddress;
  readonly from: string;
}

function named(text: string | undefined, from: string): AddressSource | undefined {
  const address = text === undefined ? undefined : parseSocketAddress(text);
  return address === undefined ? undefined : { address, from };
}

function fromFilterState({ filterState }: ClusterContext): AddressSource | undefined {
  return named(filterState.get(FILTER_STATE_KEY), FILTER_STATE_KEY);
}

function fromMetadata({ originalDst: { metadataKey } }: Cluster, { dynamicMetadata }: ClusterContext): AddressSource | undefined {
  if (metadataKey === undefined) return undefined;
  let value: unknown = dynamicMetadata.get(metadataKey.key);
  for (const segment of metadataKey.path) {
    value = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === segment)?.[1] : undefined;
  }
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? named(first, `dynamic metadata ${metadataKey.key}`) : undefined;
}

function fromHeader({ originalDst: config }: Cluster, { request }: ClusterContext): AddressSource | undefined {
  if (!config.useHttpHeader) return undefined;
  const name = config.httpHeaderName.toLowerCase();
  return named(request?.headers.find((header) => header.name === name)?.value, `header ${name}`);
}

function fromConnection({ connection }: ClusterContext): AddressSource | undefined {
  return connection.restored ? { address: connection.local, from: 'restored destination' } : undefined;
}
