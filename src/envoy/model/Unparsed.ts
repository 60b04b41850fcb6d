import type { JsonValue } from '../../text/json/JsonValue.js';

/** A part of the configuration that is kept as it was read, by its type or name; whoever needs its meaning says `unknown`. */
export interface Unparsed {
  readonly kind: 'unparsed';
  readonly at: string;
  /** `@type` without `type.googleapis.com/` (of the wrapped type for TypedStruct), or '' when there is none. */
  readonly typeUrl: string;
  readonly value: JsonValue;
}
