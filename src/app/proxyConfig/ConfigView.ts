import type { Table } from '../../istio/table/Table.js';
import type { WideTable } from '../../istio/wide/WideTable.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** What `-o json` prints: a list of messages; one message in the layout of its own; the document as it was read. */
export type Messages =
  | {
      readonly kind: 'list';
      readonly resources: readonly JsonObject[];
      readonly typeOf: (resource: JsonObject) => string;
    }
  | { readonly kind: 'message'; readonly value: JsonObject; readonly type: string }
  | { readonly kind: 'document'; readonly document: JsonDocument };

/** A part of what `short` and `wide` print; `proxy-config all` has several. */
export interface ViewPart {
  /** Heads the part with `--with-headers`, and always in `-o wide` when there are several. */
  readonly title: string;
  /** istioctl's table; a sentence that it prints instead, or nothing. */
  readonly short: () => Table | string;
  readonly wide: () => WideTable;
  /** `cluster/NAME`. */
  readonly names: () => readonly string[];
}

/** What a subcommand shows of one proxy. */
export interface ConfigView {
  readonly parts: readonly ViewPart[];
  /** `undefined`: istioctl prints nothing. */
  readonly messages: () => Messages | undefined;
  /** Why something is empty or missing, for stderr. */
  readonly notes: readonly string[];
  /** Whether evidence that was asked for is not there, so that the command ends with exit code 5. */
  readonly isIncomplete: boolean;
}
