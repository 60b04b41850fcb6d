import { isJsonObject, type JsonObject } from '../../text/json/JsonValue.js';
import type { SubsetCriteria } from '../model/Route.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';

// The same in another form, for extensions that are not modelled.
const HARMLESS = fieldNames('typed_filter_metadata');

/** `filter_metadata` of the `core.v3.Metadata` in field `name`, verbatim. */
export function readFilterMetadata(message: Message, name = 'metadata'): JsonObject {
  return message.message(name)?.ignore(HARMLESS).struct('filter_metadata') ?? {};
}

/** What `metadata_match` asks of endpoints: its namespace `envoy.lb`. */
export function readSubsetCriteria(message: Message): SubsetCriteria {
  const namespace = readFilterMetadata(message, 'metadata_match')['envoy.lb'];
  return new Map(isJsonObject(namespace) ? Object.entries(namespace) : []);
}
