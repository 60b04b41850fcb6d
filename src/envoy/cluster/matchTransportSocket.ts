import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../../logic/Decision.js';
import type { JsonObject, JsonValue } from '../../text/json/JsonValue.js';
import type { Cluster, TransportSocketMatch } from '../model/Cluster.js';
import type { UpstreamTransportSocket } from '../model/TransportSocket.js';
import type { UpstreamHost } from './UpstreamHost.js';

/** The namespace of the metadata that is matched. */
const NAMESPACE = 'envoy.transport_socket_match';

/**
 * The transport socket for a host: the first of `transport_socket_matches` whose `match` is a subset of the endpoint's
 * metadata; if none of the list fits, the same with the locality's; else `transport_socket`; else raw
 * (upstream/transport_socket_match_impl.cc). A host without metadata (ORIGINAL_DST: `host` undefined) fits `{}` only.
 */
export function matchTransportSocket(cluster: Cluster, host: UpstreamHost | undefined): Decision<UpstreamTransportSocket> {
  const entries = cluster.transportSocketMatches;
  const known = host === undefined || host.metadata !== undefined;
  const unfit = entries.filter(({ match }) => Object.keys(match).length > 0);
  if (!known && unfit.length > 0) {
    return { truth: 'unknown', at: cluster.at, because: [], skipped: [], unknown: `endpoint metadata of ${cluster.name}: the dump was taken without include_eds` };
  }
  const metadata = [metadataOf(host?.metadata), metadataOf(host?.localityMetadata)];
  for (const own of metadata) {
    const entry = entries.find(({ match }) => fits(match, own));
    if (entry !== undefined) return decided(entry, own, missesBefore(entries, entry, own));
  }
  const criterion = { name: 'transport_socket', expected: 'of the cluster', got: cluster.transportSocket.kind, truth: 'yes' as const };
  return { truth: 'yes', value: cluster.transportSocket, at: cluster.transportSocket.at, because: [criterion], skipped: missesBefore(entries, undefined, metadata[0] ?? {}) };
}

function metadataOf(metadata: JsonObject | undefined): JsonObject {
  const value: JsonValue | undefined = metadata?.[NAMESPACE];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function fits(match: JsonObject, own: JsonObject): boolean {
  return Object.entries(match).every(([key, value]) => Object.hasOwn(own, key) && isDeepStrictEqual(own[key], value));
}

function decided(entry: TransportSocketMatch, own: JsonObject, skipped: Decision<unknown>['skipped']): Decision<UpstreamTransportSocket> {
  const because = [{ name: `transport_socket_matches ${entry.name}`, expected: JSON.stringify(entry.match), got: JSON.stringify(own), truth: 'yes' as const }];
  return { truth: 'yes', value: entry.socket, at: entry.at, because, skipped };
}

function missesBefore(entries: readonly TransportSocketMatch[], chosen: TransportSocketMatch | undefined, own: JsonObject): Decision<unknown>['skipped'] {
  const end = chosen === undefined ? entries.length : entries.indexOf(chosen);
  return entries.slice(0, end).map((entry) => ({
    what: `transport_socket_matches ${entry.name}`,
    at: entry.at,
    failed: { name: 'match', expected: JSON.stringify(entry.match), got: JSON.stringify(own), truth: 'no' as const },
    held: 0,
  }));
}
