import { chooseLikeliest } from '../../logic/Fork.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import { UNKNOWN_INTERFACE } from '../../netfilter/match/interfaceName.js';
import { forwardThrough } from '../../netfilter/walk/forwardThrough.js';
import type { PacketWalk } from '../../netfilter/walk/PacketWalk.js';
import { sendFromSocket } from '../../netfilter/walk/sendFromSocket.js';
import { explorePaths } from '../../trace/explore/explorePaths.js';
import type { TracePins } from '../../trace/model/TraceRequest.js';
import { proxyOwner } from '../../trace/proxy/proxyOwner.js';
import { podLabel } from '../../trace/world/PodNode.js';
import type { World } from '../../trace/world/World.js';
import type { LabState } from '../model/LabState.js';

/** Rules by their coordinate, in places by their name. */
export type RulesByPlace = ReadonlyMap<string, ReadonlySet<string>>;

const DNS_PORT = 53;

/** Every way: a name server may have several pods. */
const EVERY_WAY: TracePins = { pins: new Map(), assume: new Map(), strict: false, branches: 'all', maxBranches: 64 };

/**
 * The rules that count what proxies ask name servers for, all the time: those that a proxy's UDP packet to the lab's name server meets in
 * its pod and on the node. What such a rule counts says nothing about a request, unless the trace names it.
 */
export function nameQueryRules(world: World, { pods, node }: LabState): RulesByPlace {
  const asking = pods.flatMap((pod) => {
    const known = pod.proxy === undefined ? undefined : world.pod(pod.namespace, pod.name);
    const ip = parseIp(pod.nameserver);
    return known?.proxy === undefined || ip === undefined ? [] : [{ known, proxy: known.proxy, ip }];
  });
  const inPods = asking.map(({ known, proxy, ip }) => {
    const outgoing = { protocol: 'udp', destination: { ip, port: DNS_PORT }, owner: proxyOwner(proxy) };
    return [podLabel(known), rulesOf([sendFromSocket(known.netns, outgoing, chooseLikeliest)])] as const;
  });
  const onNode = asking.flatMap(({ known, ip }) => acrossNode(world, node.name, known.ips[0], ip));
  return new Map([...inPods, [`node ${node.name}`, rulesOf(onNode)]]);
}

function acrossNode(world: World, node: string, from: IpAddress | undefined, ip: IpAddress): readonly PacketWalk[] {
  const netns = world.nodeNetns(node);
  if (netns === undefined || from === undefined) return [];
  const incoming = {
    inInterface: UNKNOWN_INTERFACE,
    protocol: 'udp',
    source: { ip: from, port: 0 },
    destination: { ip, port: DNS_PORT },
  };
  return explorePaths((choose) => forwardThrough(netns, incoming, choose), EVERY_WAY).paths.map(({ result }) => result);
}

function rulesOf(walks: readonly PacketWalk[]): ReadonlySet<string> {
  return new Set(walks.flatMap(({ steps }) => steps.flatMap(({ coordinate }) => coordinate ?? [])));
}
