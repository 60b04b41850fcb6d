import type { JsonObject } from '../../../text/json/JsonValue.js';

/** `set_metadata.v3.Config`. */
export interface SetMetadata {
  readonly kind: 'set_metadata';
  readonly at: string;
  readonly values: readonly {
    readonly namespace: string;
    readonly value: JsonObject;
    /** Merged into what is there; else it is set only where nothing is. */
    readonly merges: boolean;
  }[];
  readonly unsupported: readonly string[];
}
