import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Cluster } from '../model/Cluster.js';
import { readExtension } from './Extension.js';
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

type LoadBalancing = Pick<
  Cluster,
  'lbPolicy' | 'healthyPanicThreshold' | 'failTrafficOnPanic' | 'localityWeighted' | 'unsupported'
>;

/** How a cluster picks among its hosts: `lb_policy` and `common_lb_config`, or `load_balancing_policy`, which replaces both. */
export function readLoadBalancing(cluster: Message): LoadBalancing {
  const lbPolicy = cluster.choice('lb_policy', LB_POLICIES);
  const common = cluster.message('common_lb_config') ?? new Message({}, cluster.at);
  const panic = {
    healthyPanicThreshold: common.number('healthy_panic_threshold') ?? 50,
    failTrafficOnPanic: common.message('zone_aware_lb_config')?.flag('fail_traffic_on_panic') ?? false,
  };
  const [policy] = cluster.message('load_balancing_policy')?.many('policies', parsePolicy) ?? [];
  if (policy === undefined) {
    return { lbPolicy, ...panic, localityWeighted: common.has('locality_weighted_lb_config'), unsupported: [] };
  }
  const known = EXTENSIONS[policy.name];
  return {
    lbPolicy: known ?? policy.name,
    ...panic,
    localityWeighted: policy.localityWeighted,
    unsupported: known === undefined ? [`load_balancing_policy ${policy.name}`] : [],
  };
}

/** `LoadBalancingPolicy.Policy`. */
function parsePolicy(value: JsonValue, at: string): { readonly name: string; readonly localityWeighted: boolean } {
  const extension = new Message(value, at).one('typed_extension_config', (item, itemAt) =>
    readExtension(new Message(item, itemAt)),
  );
  const { typeUrl = '', value: config = {}, at: configAt = at } = extension?.config ?? {};
  const message = new Message(config, configAt);
  const locality = message.message('locality_lb_config') ?? message;
  return { name: typeUrl.split('.').at(-1) ?? '', localityWeighted: locality.has('locality_weighted_lb_config') };
}
