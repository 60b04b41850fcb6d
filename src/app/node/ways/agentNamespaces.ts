import type { NodeOptions } from '../NodeOptions.js';

/** Where agents are looked for. */
export function agentNamespaces({ istioNamespace = 'istio-system' }: NodeOptions): readonly string[] {
  return [...new Set([istioNamespace, 'kube-system'])];
}
