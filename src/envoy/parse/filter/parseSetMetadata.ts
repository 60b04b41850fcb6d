import type { JsonValue } from '../../../text/json/JsonValue.js';
import type { SetMetadata } from '../../model/filter/SetMetadata.js';
import { Message } from '../Message.js';

/** `set_metadata.v3.Config`; its older fields `metadata_namespace` and `value` come first. */
export function parseSetMetadata(value: JsonValue, at: string): SetMetadata {
  const message = new Message(value, at);
  const namespace = message.string('metadata_namespace');
  const older = namespace === '' ? [] : [{ namespace, value: message.struct('value'), merges: true }];
  const values = message.messages('metadata').map((one) => ({
    namespace: one.string('metadata_namespace'),
    value: one.struct('value'),
    merges: one.flag('allow_overwrite'),
  }));
  return { kind: 'set_metadata', at, values: [...older, ...values], unsupported: message.unread() };
}
