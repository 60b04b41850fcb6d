import type { JsonValue } from './JsonValue.js';

/** A JSON file as read. */
export interface JsonDocument {
  /** The file's name as the user gave it. */
  readonly name: string;
  readonly value: JsonValue;
  /**
   * What `value` was parsed from, without a byte order mark. It may be decoded anew each time it is asked for:
   * whoever needs it more than once takes it once.
   */
  readonly text: string;
  /** How many members all objects of `value` have, where that was counted. */
  readonly members?: number;
}
