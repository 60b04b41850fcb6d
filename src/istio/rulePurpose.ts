import type { Rule } from '../netfilter/model/Rule.js';

/** What Istio's chains are for, by name; nftables' names are the same in lower case with dashes. */
const CHAIN_PURPOSES: Readonly<Record<string, string>> = {
  ISTIO_INBOUND: 'inbound traffic: ports that are not captured return, the rest goes to the proxy',
  ISTIO_IN_REDIRECT: "to the proxy's inbound port",
  ISTIO_OUTPUT: 'outbound traffic: what is not captured returns, the rest goes to the proxy',
  ISTIO_OUTPUT_DNS: 'DNS to the agent',
  ISTIO_REDIRECT: "to the proxy's outbound port",
  ISTIO_TPROXY: "to the proxy's inbound port, with the original addresses",
  ISTIO_DIVERT: 'known connections stay with the proxy',
  ISTIO_DROP: 'invalid packets are dropped',
  ISTIO_PRERT: 'inbound traffic of an ambient pod',
  ISTIO_POSTRT: 'kubelet probes of ambient pods',
};

/** What the chain of a rule is for in the mesh; undefined for chains that are not Istio's. */
export function rulePurpose({ chain }: Pick<Rule, 'chain'>): string | undefined {
  const name = chain.toUpperCase().replaceAll('-', '_');
  return Object.hasOwn(CHAIN_PURPOSES, name) ? CHAIN_PURPOSES[name] : undefined;
}
