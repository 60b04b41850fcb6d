import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { BufferFilter } from '../../model/filter/BufferFilter.js';
import { Message } from '../Message.js';

/** `buffer.v3.Buffer`. */
export function parseBufferFilter(value: JsonValue, at: string): BufferFilter {
  const message = new Message(value, at);
  return {
    kind: 'buffer',
    at,
    maxRequestBytes: message.number('max_request_bytes') ?? 0,
    unsupported: message.unread(),
  };
}
