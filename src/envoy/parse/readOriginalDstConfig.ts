import type { Cluster } from '../model/Cluster.js';
import type { Message } from './Message.js';
import { readPath } from './parseMetadataMatcher.js';

/** `Cluster.OriginalDstLbConfig` of a cluster, defaults filled in. */
export function readOriginalDstConfig(cluster: Message): Cluster['originalDst'] {
  const config = cluster.message('original_dst_lb_config');
  const portOverride = config?.number('upstream_port_override');
  const metadataKey = config?.message('metadata_key');
  return {
    useHttpHeader: config?.flag('use_http_header') ?? false,
    httpHeaderName: config?.text('http_header_name')?.toLowerCase() ?? 'x-envoy-original-dst-host',
    ...(portOverride !== undefined && { portOverride }),
    ...(metadataKey && { metadataKey: { key: metadataKey.string('key'), path: readPath(metadataKey) } }),
  };
}
