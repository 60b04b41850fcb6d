import type { JsonValue } from '../../text/json/JsonValue.js';

/** Turns a JSON value, found at a JSON pointer, into a model node. Never throws. */
export type Parse<T> = (value: JsonValue, at: string) => T;
