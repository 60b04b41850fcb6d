import type { JsonValue } from '../../text/json/JsonValue.js';
import type { HeaderMutations, HeaderValueOption } from '../model/HeaderMutation.js';
import { Message } from './Message.js';

const ACTIONS = [
  'APPEND_IF_EXISTS_OR_ADD',
  'ADD_IF_ABSENT',
  'OVERWRITE_IF_EXISTS_OR_ADD',
  'OVERWRITE_IF_EXISTS',
] as const;

/** The header mutations of a route configuration, virtual host, route or weighted entry. */
export function readHeaderMutations(message: Message): HeaderMutations {
  return {
    requestAdd: message.many('request_headers_to_add', parseHeaderValueOption),
    requestRemove: message.strings('request_headers_to_remove'),
    responseAdd: message.many('response_headers_to_add', parseHeaderValueOption),
    responseRemove: message.strings('response_headers_to_remove'),
  };
}

/** `core.v3.HeaderValueOption`; the deprecated `append` (true: append, false: overwrite) wins over `append_action` when set. */
export function parseHeaderValueOption(value: JsonValue, at: string): HeaderValueOption {
  const message = new Message(value, at);
  const header = message.message('header');
  const append = message.boolean('append');
  const action = message.choice('append_action', ACTIONS);
  return {
    at,
    name: header?.string('key') ?? '',
    value: header?.text('value') ?? decoded(header?.string('raw_value') ?? ''),
    action: append === undefined ? action : append ? 'APPEND_IF_EXISTS_OR_ADD' : 'OVERWRITE_IF_EXISTS_OR_ADD',
    keepEmptyValue: message.flag('keep_empty_value'),
  };
}

/** Protobuf JSON writes bytes in base64. */
function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}
