import type { Cluster } from '../model/Cluster.js';
import { readExtension } from './Extension.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';

const LB_POLICIES = [
  'ROUND_ROBIN',
  'LEAST_REQUEST',
  'RING_HASH',
  'RANDOM',
  'ORIGINAL_DST_LB',
  'MAGLEV',
  'CLUSTER_PROVIDED',
  'LOAD_BALANCING_POLICY_CONFIG',
] as const;

/** `lb_policy` that a load balancing extension stands for, by its config's message. */
const EXTENSIONS: Readonly<Record<string, (typeof LB_POLICIES)[number]>> = {
  RoundRobin: 'ROUND_ROBIN',
  LeastRequest: 'LEAST_REQUEST',
  RingHash: 'RING_HASH',
  Random: 'RANDOM',
  Maglev: 'MAGLEV',
  ClusterProvided: 'CLUSTER_PROVIDED',
};

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

type LoadBalancing = Pick<Cluster, 'lbPolicy' | 'healthyPanicThreshold' | 'failTrafficOnPanic' | 'localityWeighted'>;

/** How a cluster picks among its hosts: `lb_policy` and `common_lb_config`, or `load_balancing_policy` in place of the policy. */
export function readLoadBalancing(cluster: Message): LoadBalancing {
  const lbPolicy = cluster.choice('lb_policy', LB_POLICIES);
  const common = cluster.message('common_lb_config')?.ignore(HARMLESS_COMMON);
  const zoneAware = common?.message('zone_aware_lb_config')?.ignore(HARMLESS_ZONE_AWARE);
  common?.value('locality_weighted_lb_config');
  const [policy] = cluster.message('load_balancing_policy')?.messages('policies') ?? [];
  const extension = policy && readPolicy(policy, cluster);
  return {
    lbPolicy: extension?.lbPolicy ?? lbPolicy,
    healthyPanicThreshold: common?.number('healthy_panic_threshold') ?? 50,
    failTrafficOnPanic: zoneAware?.flag('fail_traffic_on_panic') ?? false,
    localityWeighted: extension?.localityWeighted ?? common?.has('locality_weighted_lb_config') ?? false,
  };
}

/** `LoadBalancingPolicy.Policy`; one that is not modelled is refused. */
function readPolicy(policy: Message, cluster: Message): Pick<LoadBalancing, 'lbPolicy' | 'localityWeighted'> {
  const typed = policy.message('typed_extension_config');
  const { typeUrl = '', value = {}, at = policy.at } = typed ? readExtension(typed).config : {};
  const name = typeUrl.split('.').at(-1) ?? '';
  const lbPolicy = Object.hasOwn(EXTENSIONS, name) ? EXTENSIONS[name] : undefined;
  if (lbPolicy === undefined) cluster.refuse(`load_balancing_policy ${typeUrl}`);
  const config = new Message(value, at);
  const locality = config.message('locality_lb_config') ?? config;
  return { lbPolicy: lbPolicy ?? name, localityWeighted: locality.has('locality_weighted_lb_config') };
}
