import { ExitCode } from '../../text/ExitCode.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import { UserError } from '../../text/UserError.js';
import type { Address } from '../model/Address.js';
import { Message } from './Message.js';
import { readAddress } from './readAddress.js';

/** One listener of `/listeners?format=json`, with the addresses that it really has: a port of 0 is the one it got. */
export interface ListenerStatus {
  readonly at: string;
  readonly name: string;
  /** `local_address` first, then `additional_local_addresses`; what cannot be read is left out. */
  readonly addresses: readonly Address[];
}

/**
 * Reads `/listeners?format=json` (`envoy.admin.v3.Listeners`).
 *
 * @throws UserError (exit 5) for anything else.
 */
export function readListenersStatus(document: JsonDocument): readonly ListenerStatus[] {
  const message = new Message(document.value, '');
  if (!message.has('listener_statuses')) {
    throw new UserError(`${document.name} is not an answer of /listeners?format=json`, {
      where: document.name,
      hint: 'Without ?format=json Envoy answers in text, which is not read.',
      exitCode: ExitCode.unreadable,
    });
  }
  return message.messages('listener_statuses').map(readListenerStatus);
}

/** `envoy.admin.v3.ListenerStatus`. */
function readListenerStatus(status: Message): ListenerStatus {
  const local = status.message('local_address');
  const address = local && readAddress(local);
  const additional = status
    .messages('additional_local_addresses')
    .map(readAddress)
    .filter((each) => each !== undefined);
  return { at: status.at, name: status.string('name'), addresses: address ? [address, ...additional] : additional };
}
