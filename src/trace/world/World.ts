import type { KubeObjects } from '../../kube/objects/KubeObjects.js';
import type { DnsRecords } from '../../kube/dns/DnsRecords.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { Netns } from '../../netfilter/walk/netns/Netns.js';
import type { PodNode } from './PodNode.js';

/** The facts as the walk asks for them. Everything is prepared once and kept, so that many traces read and index nothing again. */
export interface World {
  readonly objects: KubeObjects;
  readonly dns: DnsRecords;
  /** Of the mesh's identities: from the mesh configuration, else `cluster.local`. */
  readonly trustDomain: string;
  pod(namespace: string, name: string): PodNode | undefined;
  /** The pod that has the address; of several in a node's network the one that names the port. */
  podByIp(ip: IpAddress, port?: number): PodNode | undefined;
  /** Why a pod that no fact speaks of may have the address all the same; absent: the facts know all pods. */
  unseenPod?(ip: IpAddress): string | undefined;
  /** A node's network namespace, where its rules were recorded. */
  nodeNetns(name: string): Netns | undefined;
}
