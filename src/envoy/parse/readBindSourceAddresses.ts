import type { JsonValue } from '../../text/json/JsonValue.js';
import { Message } from './Message.js';

/** `upstream_bind_config`: `source_address`, then `extra_source_addresses`; IP texts. */
export function readBindSourceAddresses(cluster: Message): readonly string[] {
  const bind = cluster.message('upstream_bind_config');
  if (bind === undefined) return [];
  const source = bind.message('source_address')?.string('address') ?? '';
  const extra = bind.many('extra_source_addresses', addressIn);
  const additional = bind.many('additional_source_addresses', ownAddress);
  return [source, ...extra, ...additional].filter((address) => address !== '');
}

/** `ExtraSourceAddress`. */
function addressIn(value: JsonValue, at: string): string {
  return new Message(value, at).one('address', ownAddress) ?? '';
}

/** `SocketAddress`. */
function ownAddress(value: JsonValue, at: string): string {
  return new Message(value, at).string('address');
}
