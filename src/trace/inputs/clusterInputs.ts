import type { Cluster } from '../../envoy/model/Cluster.js';
import type { ClusterSpecifier } from '../../envoy/model/RouteAction.js';
import { headerInput } from './headerInput.js';

/** The headers that name the cluster, or stand in for the random number among weights. */
export function clusterInputs(specifier: ClusterSpecifier): readonly string[] {
  switch (specifier.kind) {
    case 'cluster_header':
      return [headerInput(specifier.header)];
    case 'weighted_clusters': {
      const named = specifier.clusters.map(({ clusterHeader }) => clusterHeader);
      return [specifier.headerName ?? '', ...named].filter((name) => name !== '').map(headerInput);
    }
    case 'cluster':
    case 'unsupported':
      return [];
  }
}

/** What of the request says where a cluster without endpoints of its own sends to, and under which server name. */
export function destinationInputs({ type, originalDst, autoSni }: Cluster): readonly string[] {
  const named =
    type.kind === 'ORIGINAL_DST' && originalDst.useHttpHeader ? [headerInput(originalDst.httpHeaderName)] : [];
  const resolved = type.kind === 'dynamic_forward_proxy' ? [':authority'] : [];
  return [...named, ...resolved, ...(autoSni === undefined ? [] : [headerInput(autoSni.header)])];
}
