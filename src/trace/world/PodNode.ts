import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { DnsRecords } from '../../kube/dns/DnsRecords.js';
import type { Pod } from '../../kube/objects/Pod.js';
import type { IpAddress } from '../../net/IpAddress.js';
import type { Evidence } from '../model/Evidence.js';
import type { Netns } from '../../netfilter/walk/netns/Netns.js';

/** A pod as the walk meets it: its proxy, its network namespace, and what of them is really known. */
export interface PodNode {
  readonly namespace: string;
  readonly name: string;
  /** The object, where the facts have it. */
  readonly pod?: Pod;
  readonly ips: readonly IpAddress[];
  readonly proxy?: ProxyNode;
  /** What role the pod plays: from its containers, and from its proxy's node id. */
  readonly role: 'app' | 'sidecar' | 'gateway' | 'waypoint' | 'ambient';
  readonly netns: Netns;
  /** `missing`: the pod captures traffic, but its rules were not recorded. `none`: nothing captures in such a pod. */
  readonly rules: 'captured' | 'none' | 'missing';
  /** Whether listening sockets were recorded. */
  readonly socketsKnown: boolean;
  /** Whether anything says which addresses the pod has. */
  readonly addressesKnown: boolean;
  /** Sentences about what stands in for facts of this network namespace. */
  readonly assumed: readonly { readonly kind: 'addresses' | 'routes' | 'sysctls' | 'rules'; readonly text: string }[];
}

/** The proxy of a pod. */
export interface ProxyNode {
  readonly config: EnvoyConfig;
  /** Names of the documents, for evidence. */
  readonly documents: { readonly configDump: string; readonly clusters?: string };
  /** What a document says at a pointer; nothing where it has no such place. */
  readonly cite: (at: string, document: 'config_dump' | 'clusters') => readonly Evidence[];
  /** Ids that the rules and the pod's spec give the proxy; never assumed to be 1337. */
  readonly uids: readonly number[];
  readonly gids: readonly number[];
  /** Names and the addresses that the configuration has for them; read when first asked for. */
  readonly hostAddresses: () => DnsRecords;
  /** The inbound cluster of each port that has one; read when first asked for. */
  readonly inboundClusters: () => ReadonlyMap<number, string>;
}

/** `namespace/name`, how hops call a pod. */
export function podLabel({ namespace, name }: PodNode): string {
  return `${namespace}/${name}`;
}
