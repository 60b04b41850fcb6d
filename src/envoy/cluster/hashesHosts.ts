import type { Cluster } from '../model/Cluster.js';

/**
 * RING_HASH and MAGLEV (load_balancing_policies/common/thread_aware_lb_impl.cc; measured): their tables hold a priority's healthy hosts,
 * or in panic all of them, never the degraded ones, and take localities' weights as they are.
 */
export function hashesHosts({ lbPolicy }: Pick<Cluster, 'lbPolicy'>): boolean {
  return lbPolicy === 'RING_HASH' || lbPolicy === 'MAGLEV';
}
