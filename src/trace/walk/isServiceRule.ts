import type { Rule } from '../../netfilter/model/Rule.js';

/** Chains in which kube-proxy refuses what has no endpoints (pkg/proxy/iptables/proxier.go), in iptables and in nftables mode. */
const CHAINS = [
  'KUBE-SERVICES',
  'KUBE-EXTERNAL-SERVICES',
  'KUBE-NODEPORTS',
  'reject-chain',
  'no-endpoint-services',
  'no-endpoint-nodeports',
];

/** Whether a rule that rejects or drops says that a Service has no endpoints, in contrast to a policy that forbids. */
export function isServiceRule({ chain }: Pick<Rule, 'chain'>): boolean {
  return CHAINS.includes(chain);
}
