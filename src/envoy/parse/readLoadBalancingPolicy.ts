import type { Cluster } from '../model/Cluster.js';
import { readExtension } from './Extension.js';
import { LB_EXTENSIONS } from './lbPolicies.js';
import { Message } from './Message.js';
import { parseSubsetConfig } from './parseSubsetConfig.js';

/** What a load balancing extension says; `failTrafficOnPanic` of those that know localities. */
type ExtensionPolicy = Pick<Cluster, 'lbPolicy' | 'localityWeighted' | 'failTrafficOnPanic' | 'subsets'>;

/**
 * `load_balancing_policy`: the first policy counts, as the proxies that are measured know all of them. `Subset` holds a policy of its own; one that is not modelled is refused.
 */
export function readLoadBalancingPolicy(cluster: Message): ExtensionPolicy | undefined {
  return readFirst(cluster, 'load_balancing_policy', cluster);
}

function readFirst(holder: Message, field: string, cluster: Message): ExtensionPolicy | undefined {
  const [policy] = holder.message(field)?.messages('policies') ?? [];
  if (policy === undefined) return undefined;
  const typed = policy.message('typed_extension_config');
  const { typeUrl = '', value = {}, at = policy.at } = typed ? readExtension(typed).config : {};
  const name = typeUrl.split('.').at(-1) ?? '';
  const config = new Message(value, at);
  if (name === 'Subset') {
    const inner = readFirst(config, 'subset_lb_policy', cluster);
    const subsets = parseSubsetConfig(value, at);
    return inner && { ...inner, ...(subsets && { subsets }) };
  }
  const lbPolicy = Object.hasOwn(LB_EXTENSIONS, name) ? LB_EXTENSIONS[name] : undefined;
  if (lbPolicy === undefined) cluster.refuse(`load_balancing_policy ${typeUrl}`);
  const locality = config.message('locality_lb_config') ?? config;
  const zoneAware = locality.message('zone_aware_lb_config');
  return {
    lbPolicy: lbPolicy ?? name,
    localityWeighted: locality.has('locality_weighted_lb_config'),
    failTrafficOnPanic: zoneAware?.flag('fail_traffic_on_panic') ?? false,
  };
}
