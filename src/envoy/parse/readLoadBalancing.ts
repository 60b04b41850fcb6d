import type { Cluster } from '../model/Cluster.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';
import { readLoadBalancingPolicy } from './readLoadBalancingPolicy.js';
import { LB_POLICIES } from './lbPolicies.js';
import { parseSubsetConfig } from './parseSubsetConfig.js';

// How often and when hosts are looked at anew, what ring hashes do with a host that is full; zone-aware routing needs the
// proxy's own cluster to be known and spreads among hosts that are all possible.
const HARMLESS_COMMON = fieldNames(
  'update_merge_window',
  'ignore_new_hosts_until_first_hc',
  'close_connections_on_host_set_change',
  'consistent_hashing_lb_config',
  'override_host_status',
);
const HARMLESS_ZONE_AWARE = fieldNames('routing_enabled', 'min_cluster_size', 'force_locality_direct_routing');

type LoadBalancing = Pick<
  Cluster,
  'lbPolicy' | 'healthyPanicThreshold' | 'failTrafficOnPanic' | 'localityWeighted' | 'subsets'
>;

/**
 * How a cluster picks among its hosts: `lb_policy`, `lb_subset_config` and `common_lb_config`, or `load_balancing_policy` in place of all of
 * them but the panic threshold.
 */
export function readLoadBalancing(cluster: Message): LoadBalancing {
  const lbPolicy = cluster.choice('lb_policy', LB_POLICIES);
  const common = cluster.message('common_lb_config')?.ignore(HARMLESS_COMMON);
  const zoneAware = common?.message('zone_aware_lb_config')?.ignore(HARMLESS_ZONE_AWARE);
  common?.value('locality_weighted_lb_config');
  const legacySubsets = cluster.one('lb_subset_config', parseSubsetConfig);
  const extension = readLoadBalancingPolicy(cluster);
  const subsets = extension === undefined ? legacySubsets : extension.subsets;
  return {
    lbPolicy: extension?.lbPolicy ?? lbPolicy,
    healthyPanicThreshold: common?.number('healthy_panic_threshold') ?? 50,
    failTrafficOnPanic: extension?.failTrafficOnPanic ?? zoneAware?.flag('fail_traffic_on_panic') ?? false,
    localityWeighted: extension?.localityWeighted ?? common?.has('locality_weighted_lb_config') ?? false,
    ...(subsets && { subsets }),
  };
}
