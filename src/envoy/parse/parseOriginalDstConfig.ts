import type { JsonValue } from '../../text/json/JsonValue.js';
import type { Cluster } from '../model/Cluster.js';
import { Message } from './Message.js';
import { parsePath } from './parseMetadataMatcher.js';

/** `Cluster.OriginalDstLbConfig`. */
export function parseOriginalDstConfig(value: JsonValue, at: string): Cluster['originalDst'] {
  const message = new Message(value, at);
  const portOverride = message.number('upstream_port_override');
  const metadataKey = message.one('metadata_key', parseMetadataKey);
  return {
    useHttpHeader: message.flag('use_http_header'),
    httpHeaderName: message.string('http_header_name').toLowerCase() || 'x-envoy-original-dst-host',
    ...(portOverride !== undefined && { portOverride }),
    ...(metadataKey && { metadataKey }),
  };
}

/** `type.metadata.v3.MetadataKey`. */
function parseMetadataKey(value: JsonValue, at: string): NonNullable<Cluster['originalDst']['metadataKey']> {
  const message = new Message(value, at);
  return { key: message.string('key'), path: parsePath(message) };
}
