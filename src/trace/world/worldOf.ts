import { trustDomainOf } from '../../istio/trustDomainOf.js';
import type { Facts } from '../../facts/Facts.js';
import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { assumedNetns } from '../../netfilter/walk/netns/assumedNetns.js';
import { podNodeOf } from './podNodeOf.js';
import type { PodNode } from './PodNode.js';
import type { World } from './World.js';

/** Prepares facts for walking. A pod is prepared when it is first met, and kept: many traces of one world read nothing twice. */
export function worldOf(facts: Facts): World {
  const pods = new Map<string, PodNode>();
  const prepare = (workload: WorkloadFacts | undefined): PodNode | undefined => {
    if (workload === undefined) return undefined;
    const key = `${workload.namespace}/${workload.name}`;
    const known = pods.get(key);
    if (known !== undefined) return known;
    const node = podNodeOf(workload);
    pods.set(key, node);
    return node;
  };
  const objects = facts.objects();
  return {
    objects,
    dns: facts.dns(),
    trustDomain: trustDomainOf(objects),
    pod: (namespace, name) => prepare(facts.workload(namespace, name)),
    podByIp: (ip) => prepare(facts.podByIp(ip)),
    nodeNetns: (name) => {
      const node = facts.node(name);
      if (node?.netns.hasRules !== true) return undefined;
      const { netns } = node;
      return assumedNetns({
        podIps: node.node()?.addresses.map(({ ip }) => ip) ?? [],
        ruleSets: netns.ruleSets().map(({ value }) => value),
        sockets: netns.sockets()?.value,
        interfaces: netns.interfaces()?.value,
        routes: netns.routes()?.value,
        ipRules: netns.ipRules()?.value,
        sysctls: netns.sysctls()?.value,
      });
    },
  };
}
