import type { Criterion } from '../../logic/Criterion.js';
import type { Decision, NearMiss } from '../../logic/Decision.js';
import type { JsonObject } from '../../text/json/JsonValue.js';
import type { Cluster, TransportSocketMatch } from '../model/Cluster.js';
import type { UpstreamTransportSocket } from '../model/TransportSocket.js';
import { hasMetadata, metadataOf } from './hasMetadata.js';
import { undecided } from './undecided.js';
import type { UpstreamHost } from './UpstreamHost.js';

/** The namespace of the metadata that is matched. */
const NAMESPACE = 'envoy.transport_socket_match';

/**
 * The transport socket for a host: the first of `transport_socket_matches` whose `match` is a subset of the endpoint's
 * metadata; if none of the list fits, the same with the locality's; else `transport_socket`; else raw
 * (upstream/transport_socket_match_impl.cc). A host without metadata (ORIGINAL_DST: `host` undefined) fits `{}` only.
 */
export function matchTransportSocket(
  cluster: Cluster,
  host: UpstreamHost | undefined,
): Decision<UpstreamTransportSocket> {
  const entries = cluster.transportSocketMatches;
  const known = host === undefined || host.metadata !== undefined;
  // A first entry that takes every host does not look at metadata.
  const needed = entries[0] !== undefined && Object.keys(entries[0].match).length > 0;
  if (!known && needed) {
    return undecided(cluster.at, `endpoint metadata of ${cluster.name}: the dump was taken without include_eds`);
  }
  for (const metadata of [host?.metadata ?? {}, host?.localityMetadata ?? {}]) {
    const entry = entries.find(({ match }) => hasMetadata(metadata, NAMESPACE, match));
    if (entry !== undefined) {
      const about = { name: `transport_socket_matches ${entry.name}`, expected: JSON.stringify(entry.match) };
      const because: Criterion[] = [{ ...about, got: gotOf(metadata), truth: 'yes' }];
      const skipped = missesOf(entries.slice(0, entries.indexOf(entry)), metadata);
      return { truth: 'yes', value: entry.socket, at: entry.at, because, skipped };
    }
  }
  const { transportSocket } = cluster;
  const because: Criterion[] = [
    { name: 'transport_socket', expected: 'of the cluster', got: transportSocket.kind, truth: 'yes' },
  ];
  const skipped = missesOf(entries, host?.metadata ?? {});
  return { truth: 'yes', value: transportSocket, at: transportSocket.at, because, skipped };
}

function missesOf(entries: readonly TransportSocketMatch[], metadata: JsonObject): readonly NearMiss[] {
  return entries.map((entry) => ({
    what: `transport_socket_matches ${entry.name}`,
    at: entry.at,
    failed: { name: 'match', expected: JSON.stringify(entry.match), got: gotOf(metadata), truth: 'no' },
    held: 0,
  }));
}

function gotOf(metadata: JsonObject): string {
  return JSON.stringify(metadataOf(metadata, NAMESPACE));
}
