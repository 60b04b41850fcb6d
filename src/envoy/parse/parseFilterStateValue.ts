import type { JsonValue } from '../../text/json/JsonValue.js';
import type { FilterStateValue } from '../model/NetworkFilter.js';
import type { Unparsed } from '../model/Unparsed.js';
import { NO_FIELDS } from './fieldNames.js';
import { Message } from './Message.js';

/** `set_filter_state.v3.FilterStateValue`; `undefined` when its `format_string` is not text. */
export function parseFilterStateValue(value: JsonValue, at: string): FilterStateValue | undefined {
  const message = new Message(value, at);
  const format = message.one('format_string', parseTextFormat);
  if (format === undefined) return undefined;
  return {
    at,
    objectKey: message.string('object_key'),
    format,
    sharedWithUpstream: message.choice('shared_with_upstream', ['NONE', 'ONCE', 'TRANSITIVE']) !== 'NONE',
    skipIfEmpty: message.flag('skip_if_empty'),
  };
}

/** `core.v3.SubstitutionFormatString`, if it is text in the configuration itself. */
export function parseTextFormat(value: JsonValue, at: string): string | undefined {
  const message = new Message(value, at);
  return message.text('text_format') ?? message.message('text_format_source')?.text('inline_string');
}

/**
 * The values in field `name` of a `set_filter_state` config; `undefined` when there are others, or one that is not
 * understood.
 */
export function readFilterStateValues(config: Unparsed, name: string): readonly FilterStateValue[] | undefined {
  const message = new Message(config.value, config.at);
  const values = message.many(name, parseFilterStateValue);
  const read = values.filter((value) => value !== undefined);
  return read.length === values.length && message.unread(NO_FIELDS).length === 0 ? read : undefined;
}
