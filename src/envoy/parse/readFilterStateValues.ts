import type { FilterStateValue } from '../model/NetworkFilter.js';
import type { Unparsed } from '../model/Unparsed.js';
import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';

// Which factory makes the object of the text, and who may overwrite it.
const HARMLESS = fieldNames('factory_key', 'read_only');

/**
 * The values in field `name` of a `set_filter_state` config; `undefined` when there are others, or one that is not
 * understood.
 */
export function readFilterStateValues(config: Unparsed, name: string): readonly FilterStateValue[] | undefined {
  const message = new Message(config.value, config.at);
  const values = message.messages(name).map(readFilterStateValue);
  return message.unread().length === 0 ? values : undefined;
}

/** `set_filter_state.v3.FilterStateValue`; only a `format_string` that is text in the configuration itself is read. */
function readFilterStateValue(value: Message): FilterStateValue {
  const format = value.ignore(HARMLESS).message('format_string');
  const text = format?.text('text_format') ?? format?.message('text_format_source')?.text('inline_string');
  if (text === undefined) value.refuse('format_string');
  return {
    at: value.at,
    objectKey: value.string('object_key'),
    format: text ?? '',
    sharedWithUpstream: value.choice('shared_with_upstream', ['NONE', 'ONCE', 'TRANSITIVE']) !== 'NONE',
    skipIfEmpty: value.flag('skip_if_empty'),
  };
}
