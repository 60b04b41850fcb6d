import type { TrafficPolicy } from '../objects/Service.js';
import type { ServiceEndpoint } from '../objects/serviceEndpoints.js';

/** Where the packet meets kube-proxy. */
export interface ProxyNode {
  readonly name: string;
  /** The node's label `topology.kubernetes.io/zone`. */
  readonly zone: string | undefined;
}

/**
 * The endpoints that kube-proxy on `node` uses (`pkg/proxy/topology.go`, CategorizeEndpoints): the ready ones, or those that serve while
 * they terminate when none is ready; under policy `Local` only the node's own; else, when every ready endpoint carries hints, those
 * hinted at for this node, or else its zone, if there are any. `undefined`: it depends on the node, and that is not known.
 */
export function usableEndpoints(
  endpoints: readonly ServiceEndpoint[],
  policy: TrafficPolicy,
  node: ProxyNode | undefined,
): readonly ServiceEndpoint[] | undefined {
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  const fallback = endpoints.filter((endpoint) => !endpoint.ready && endpoint.serving && endpoint.terminating);
  if (policy === 'Local') {
    if (!node) return ready.length + fallback.length === 0 ? [] : undefined;
    const isLocal = ({ nodeName }: ServiceEndpoint): boolean => nodeName === node.name;
    return ready.some(isLocal) ? ready.filter(isLocal) : fallback.filter(isLocal);
  }
  return ready.length === 0 ? fallback : hinted(ready, node);
}

function hinted(
  ready: readonly ServiceEndpoint[],
  node: ProxyNode | undefined,
): readonly ServiceEndpoint[] | undefined {
  const allHaveNodes = ready.every(({ forNodes }) => forNodes.length > 0);
  const allHaveZones = ready.every(({ forZones }) => forZones.length > 0);
  if (!allHaveNodes && !allHaveZones) return ready;
  if (!node) return undefined;
  const here = allHaveNodes ? ready.filter(({ forNodes }) => forNodes.includes(node.name)) : [];
  if (here.length > 0) return here;
  const { zone } = node;
  const near = allHaveZones && zone !== undefined ? ready.filter(({ forZones }) => forZones.includes(zone)) : [];
  return near.length > 0 ? near : ready;
}
