import type { Evidence } from '../model/Evidence.js';
import type { ProxyNode } from '../world/PodNode.js';

/** Points at a place in the proxy's dump, with one line of what stands there and the Istio object it was made from. */
export function jsonEvidence(
  proxy: ProxyNode,
  at: string,
  document: 'config_dump' | 'clusters' = 'config_dump',
): readonly Evidence[] {
  return proxy.cite(at, document);
}
