import type { JsonValue } from '../../text/json/JsonValue.js';
import type { ClusterSpecifier, WeightedCluster } from '../model/RouteAction.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';
import { readHeaderMutations } from './readHeaderMutations.js';
import { readPerFilterConfig } from './readPerFilterConfig.js';
import { readSubsetCriteria } from './readFilterMetadata.js';

const SPECIFIERS = [
  'cluster',
  'cluster_header',
  'weighted_clusters',
  'cluster_specifier_plugin',
  'inline_cluster_specifier_plugin',
] as const;

/** The oneof `cluster_specifier` of a RouteAction. */
export function readClusterSpecifier(action: Message): ClusterSpecifier {
  const specifier = action.first(...SPECIFIERS);
  const at = action.pointer(specifier ?? 'cluster');
  switch (specifier) {
    case undefined:
      return { kind: 'unsupported', at, field: 'cluster_specifier' };
    case 'cluster':
      return { kind: specifier, at, name: action.string(specifier) };
    case 'cluster_header':
      return { kind: specifier, at, header: action.string(specifier) };
    case 'weighted_clusters':
      return action.one(specifier, parseWeightedClusters) ?? { kind: 'unsupported', at, field: specifier };
    case 'cluster_specifier_plugin':
    case 'inline_cluster_specifier_plugin':
      action.value(specifier);
      return { kind: 'unsupported', at, field: specifier };
  }
}

// A hash takes the place of the random number; either way the weights are the chances.
const HARMLESS = fieldNames('use_hash_policy');

/** `config.route.v3.WeightedCluster`. */
function parseWeightedClusters(value: JsonValue, at: string): ClusterSpecifier {
  const message = new Message(value, at);
  const clusters = message.messages('clusters').map(readWeightedCluster);
  const headerName = message.string('header_name');
  const runtimeKeyPrefix = message.string('runtime_key_prefix');
  const totalWeight = message.number('total_weight');
  const [unread] = message.unread(HARMLESS);
  if (unread !== undefined) return { kind: 'unsupported', at, field: `weighted_clusters.${unread}` };
  return {
    kind: 'weighted_clusters',
    at,
    clusters,
    ...(headerName !== '' && { headerName }),
    ...(runtimeKeyPrefix !== '' && { runtimeKeyPrefix }),
    ...(totalWeight !== undefined && { totalWeight }),
  };
}

/** `WeightedCluster.ClusterWeight`. */
function readWeightedCluster(entry: Message): WeightedCluster {
  return {
    at: entry.at,
    name: entry.string('name'),
    clusterHeader: entry.string('cluster_header'),
    weight: entry.number('weight') ?? 0,
    headers: readHeaderMutations(entry),
    metadataMatch: readSubsetCriteria(entry),
    perFilterConfig: readPerFilterConfig(entry),
    hostRewriteLiteral: entry.string('host_rewrite_literal'),
  };
}
