import { chooseLikeliest } from '../../logic/Fork.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { SocketOwner } from '../../netfilter/model/SocketOwner.js';
import { sendFromSocket } from '../../netfilter/walk/sendFromSocket.js';
import type { KubeObjects } from '../../kube/objects/KubeObjects.js';
import type { PodNode } from './PodNode.js';

/** A name server that nobody has: TEST-NET-3 (RFC 5737). */
const SOME_SERVER = '203.0.113.53';

/**
 * Whether a pod's rules send its applications' DNS queries to a port of the pod itself, where Istio's agent answers for every
 * host of the mesh. Rules may name the name servers, so that the cluster's own and those of the pod's spec are tried.
 */
export function capturesDns(objects: KubeObjects, { pod, netns, proxy, rules }: PodNode): boolean {
  if (rules !== 'captured') return false;
  const owner: SocketOwner = { kind: 'ordinary', knownNot: { uids: proxy?.uids ?? [], gids: proxy?.gids ?? [] } };
  const clusterDns = objects.services().filter(({ ports }) => ports.some(({ port }) => port === 53));
  const servers: readonly (IpAddress | undefined)[] = [
    ...(pod?.dnsConfig.nameservers ?? []).map(parseIp),
    ...clusterDns.flatMap(({ clusterIps }) => clusterIps),
    parseIp(SOME_SERVER),
  ];
  return servers.some((ip) => {
    if (ip === undefined) return false;
    const query = { protocol: 'udp', destination: { ip, port: 53 }, sourcePort: 40_000, owner };
    const { end } = sendFromSocket(netns, query, chooseLikeliest);
    return end.kind === 'local' && (end.by === 'redirect' || end.by === 'dnat');
  });
}
