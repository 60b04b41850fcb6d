import type { ClusterType } from '../model/Cluster.js';
import { extensionKind, readExtension, type Extension, type ExtensionKind } from './Extension.js';
import { Message } from './Message.js';

const TYPES = ['STATIC', 'STRICT_DNS', 'LOGICAL_DNS', 'EDS', 'ORIGINAL_DST'] as const;

const KINDS: readonly ExtensionKind<'aggregate' | 'dns' | 'dynamic_forward_proxy' | (typeof TYPES)[number]>[] = [
  { kind: 'aggregate', message: 'ClusterConfig', package: 'aggregate', names: ['envoy.clusters.aggregate'] },
  {
    kind: 'dynamic_forward_proxy',
    message: 'ClusterConfig',
    package: 'dynamic_forward_proxy',
    names: ['envoy.clusters.dynamic_forward_proxy'],
  },
  { kind: 'dns', message: 'DnsCluster', names: ['envoy.cluster.dns'] },
  { kind: 'STATIC', message: '', names: ['envoy.cluster.static'] },
  { kind: 'STRICT_DNS', message: '', names: ['envoy.cluster.strict_dns'] },
  { kind: 'LOGICAL_DNS', message: '', names: ['envoy.cluster.logical_dns'] },
  { kind: 'EDS', message: '', names: ['envoy.cluster.eds'] },
  { kind: 'ORIGINAL_DST', message: '', names: ['envoy.cluster.original_dst'] },
];

/** The oneof `cluster_discovery_type` of a cluster: `type`, or an extension in `cluster_type`. */
export function readClusterType(cluster: Message): ClusterType {
  const custom = cluster.message('cluster_type');
  const type = cluster.choice('type', TYPES);
  return custom ? fromExtension(readExtension(custom)) : { kind: type };
}

function fromExtension(extension: Extension): ClusterType {
  const message = new Message(extension.config.value, extension.config.at);
  const kind = extensionKind(extension, KINDS);
  switch (kind) {
    case undefined:
      return { kind: 'unsupported', typeUrl: extension.config.typeUrl || extension.name };
    case 'aggregate':
      return { kind, clusters: message.strings('clusters') };
    case 'dns':
      return { kind: message.flag('all_addresses_in_single_endpoint') ? 'LOGICAL_DNS' : 'STRICT_DNS' };
    default:
      return { kind };
  }
}
