import type { EnvoyConfig } from '../envoy/model/EnvoyConfig.js';
import { parseSubsetKey } from './table/subsetKey.js';

/** The first inbound cluster of each port that a proxy has one for: the ports that istiod knows an application to listen on. */
export function inboundClusters(config: Pick<EnvoyConfig, 'clusterNames'>): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const name of config.clusterNames()) {
    const { direction, port } = parseSubsetKey(name);
    if (direction === 'inbound' && !found.has(port)) found.set(port, name);
  }
  return found;
}
