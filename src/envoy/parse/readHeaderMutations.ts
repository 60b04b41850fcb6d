import type { HeaderMutations, HeaderValueOption } from '../model/HeaderMutation.js';
import { isUnknownValue } from '../string/unknownValue.js';
import type { Message } from './Message.js';

const ACTIONS = [
  'APPEND_IF_EXISTS_OR_ADD',
  'ADD_IF_ABSENT',
  'OVERWRITE_IF_EXISTS_OR_ADD',
  'OVERWRITE_IF_EXISTS',
] as const;

/** The header mutations of a route configuration, virtual host, route or weighted entry. */
export function readHeaderMutations(message: Message): HeaderMutations {
  return {
    requestAdd: message.messages('request_headers_to_add').map(readHeaderValueOption),
    requestRemove: message.strings('request_headers_to_remove'),
    responseAdd: message.messages('response_headers_to_add').map(readHeaderValueOption),
    responseRemove: message.strings('response_headers_to_remove'),
  };
}

/** `core.v3.HeaderValueOption`; the deprecated `append` (true: append, false: overwrite) wins over `append_action` when set. */
export function readHeaderValueOption(option: Message): HeaderValueOption {
  const header = option.message('header');
  const append = option.boolean('append');
  const action = option.choice('append_action', ACTIONS);
  return {
    at: option.at,
    name: header?.string('key') ?? '',
    value: header?.text('value') ?? decoded(header?.string('raw_value') ?? ''),
    action: append === undefined ? action : append ? 'APPEND_IF_EXISTS_OR_ADD' : 'OVERWRITE_IF_EXISTS_OR_ADD',
    keepEmptyValue: option.flag('keep_empty_value'),
  };
}

/** Protobuf JSON writes bytes in base64. */
function decoded(base64: string): string {
  return isUnknownValue(base64) ? base64 : Buffer.from(base64, 'base64').toString('utf8');
}
