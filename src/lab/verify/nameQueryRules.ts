import { chooseLikeliest } from '../../logic/Fork.js';
import { parseIp } from '../../net/IpAddress.js';
import { sendFromSocket } from '../../netfilter/walk/sendFromSocket.js';
import { proxyOwner } from '../../trace/proxy/proxyOwner.js';
import { podLabel } from '../../trace/world/PodNode.js';
import type { World } from '../../trace/world/World.js';
import type { LabState } from '../model/LabState.js';

/** Rules by their coordinate, in places by their name. */
export type RulesByPlace = ReadonlyMap<string, ReadonlySet<string>>;

const DNS_PORT = 53;

/**
 * The rules that count what proxies ask name servers for, all the time: those that a proxy's UDP packet to the lab's name server meets in
 * its pod. What such a rule counts says nothing about a request, unless the trace names it.
 */
export function nameQueryRules(world: World, { pods, node }: LabState): RulesByPlace {
  const ip = parseIp(node.nameserver);
  if (ip === undefined) return new Map();
  return new Map(
    pods.flatMap((pod) => {
      const known = pod.proxy === undefined ? undefined : world.pod(pod.namespace, pod.name);
      if (known?.proxy === undefined) return [];
      const outgoing = { protocol: 'udp', destination: { ip, port: DNS_PORT }, owner: proxyOwner(known.proxy) };
      const { steps } = sendFromSocket(known.netns, outgoing, chooseLikeliest);
      return [[podLabel(known), new Set(steps.flatMap(({ coordinate }) => coordinate ?? []))] as const];
    }),
  );
}
