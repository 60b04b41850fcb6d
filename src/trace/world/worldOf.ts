import { trustDomainOf } from '../../istio/trustDomainOf.js';
import type { Facts } from '../../facts/Facts.js';
import type { NodeFacts } from '../../facts/NodeFacts.js';
import type { WorkloadFacts } from '../../facts/WorkloadFacts.js';
import { lazy } from '../../logic/lazy.js';
import { ipEquals, type IpAddress } from '../../net/IpAddress.js';
import { assumedNetns } from '../../netfilter/walk/netns/assumedNetns.js';
import type { Netns } from '../../netfilter/walk/netns/Netns.js';
import { podNodeOf } from './podNodeOf.js';
import type { PodNode } from './PodNode.js';
import type { World } from './World.js';

/** Prepares facts for walking. A pod is prepared when it is first met, and kept: many traces of one world read nothing twice. */
export function worldOf(facts: Facts): World {
  const pods = new Map<string, PodNode>();
  const nodes = new Map<string, Netns | undefined>();
  const objects = facts.objects();
  const prepare = (workload: WorkloadFacts | undefined): PodNode | undefined => {
    if (workload === undefined) return undefined;
    const key = `${workload.namespace}/${workload.name}`;
    const known = pods.get(key);
    if (known !== undefined) return known;
    const host = hostOf(facts, workload);
    const node = podNodeOf(workload, host);
    pods.set(key, node);
    return node;
  };
  /** Pods that no object describes are known by the addresses that they were captured with. */
  const undescribed = lazy(() => facts.workloads.filter((workload) => workload.pod() === undefined).map(prepare));
  const byOwnAddress = (ip: IpAddress): PodNode | undefined =>
    undescribed().find((node) => node?.ips.some((own) => ipEquals(own, ip)));
  const inHostNetwork = (ip: IpAddress, port: number | undefined): WorkloadFacts | undefined => {
    const named = objects
      .podsByIp(ip)
      .find(({ containers }) => containers.some(({ ports }) => ports.some((one) => one.containerPort === port)));
    return named === undefined ? undefined : facts.workload(named.namespace, named.name);
  };
  return {
    objects,
    dns: facts.dns(),
    trustDomain: trustDomainOf(objects),
    pod: (namespace, name) => prepare(facts.workload(namespace, name)),
    podByIp: (ip, port) => prepare(facts.podByIp(ip) ?? inHostNetwork(ip, port)) ?? byOwnAddress(ip),
    nodeNetns: (name) => {
      if (!nodes.has(name)) nodes.set(name, nodeNetnsOf(facts.node(name)));
      return nodes.get(name);
    },
  };
}

/** The node whose network namespace a pod of the host network lives in, where that was captured. */
function hostOf(facts: Facts, workload: WorkloadFacts): NodeFacts | undefined {
  const pod = workload.pod();
  return pod?.hostNetwork === true && pod.nodeName !== undefined ? facts.node(pod.nodeName) : undefined;
}

function nodeNetnsOf(node: NodeFacts | undefined): Netns | undefined {
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
}
