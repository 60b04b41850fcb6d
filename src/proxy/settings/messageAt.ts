import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import { Message } from '../../envoy/parse/Message.js';
import { resolvePointer } from '../../text/json/pointer.js';

/** The raw message of a part of the model, by its `at`; empty where the pointer leads nowhere. */
export function messageAt({ document }: Pick<EnvoyConfig, 'document'>, at: string): Message {
  return new Message(resolvePointer(document.value, at) ?? {}, at);
}
