import type { Stage } from '../../trace/model/Trace.js';

/** What kind of place a hop is, in words. */
export const STAGE_TITLES: Readonly<Record<Stage, string>> = {
  resolve: 'name resolution',
  output: 'netfilter OUTPUT',
  outbound_proxy: 'outbound proxy',
  gateway_proxy: 'gateway proxy',
  node: 'kube-proxy',
  network: 'network',
  prerouting: 'netfilter PREROUTING',
  inbound_proxy: 'inbound proxy',
  app: 'application',
  return: 'the way back',
};
