import type { JsonDocument } from '../../text/json/JsonDocument.js';
import type { JsonObject, JsonValue } from '../../text/json/JsonValue.js';

/**
 * Where a resource stands in its life. `error`: an update that Envoy refused (`error_state`); its `resource` is the
 * configuration that failed, empty when the dump does not say.
 */
export type EntryState = 'static' | 'active' | 'warming' | 'draining' | 'error';

/** One resource of a dump, unparsed. */
export interface DumpEntry {
  /** JSON pointer of `resource`. */
  readonly at: string;
  /** Name of the resource; empty when it has none. */
  readonly name: string;
  readonly state: EntryState;
  /** `version_info`, as the control plane gave it. */
  readonly versionInfo: string | undefined;
  /** `last_updated` (or `last_update_attempt`), RFC 3339. */
  readonly lastUpdated: string | undefined;
  /** The resource's `@type`; empty for one given without (bare resources, sections typed by their schema). */
  readonly typeUrl: string;
  readonly resource: JsonObject;
  /** Why Envoy refused the update, for `error`. */
  readonly details: string | undefined;
}

/** A `ScopedRouteConfiguration`; `setName` is the name of the set of scoped routes that it belongs to. */
export interface ScopedRouteEntry extends DumpEntry {
  readonly setName: string;
}

/** One section (`envoy.admin.v3.*ConfigDump`), or the bare resources of one kind gathered as if they were one. */
export interface Section<Entry extends DumpEntry = DumpEntry> {
  /** JSON pointer of the section; for gathered bare resources that of the list which holds them. */
  readonly at: string;
  /** The section's own `@type`; empty for gathered bare resources. */
  readonly typeUrl: string;
  readonly versionInfo: string | undefined;
  /** Dynamic entries before static ones, else in the order of the dump; what one item holds (its states) stays together. */
  readonly entries: readonly Entry[];
  /** How many entries came without their resource (a mask that reaches into entries). */
  readonly withoutResource: number;
  /** The section as in the dump; for gathered bare resources an empty object. */
  readonly value: JsonObject;
  /** Sections of the same kind that come before this one in the dump; Envoy never repeats one, people who join dumps do. */
  readonly earlier: readonly Section<Entry>[];
}

/** `BootstrapConfigDump`. `bootstrap` is the message inside it and `at` its JSON pointer. */
export interface BootstrapSection {
  readonly at: string;
  readonly bootstrap: JsonObject;
  readonly lastUpdated: string | undefined;
  /** The whole section; for a bare bootstrap it is wrapped as in a dump. */
  readonly value: JsonObject;
}

/** An element of a dump whose type this reader does not know, kept whole. */
export interface UnknownElement {
  readonly at: string;
  readonly typeUrl: string;
  readonly value: JsonValue;
}

/** The parts of a dump that hold resources, each with the section it is in the admin API. */
export const SECTION_MESSAGES = {
  listeners: 'ListenersConfigDump',
  clusters: 'ClustersConfigDump',
  routes: 'RoutesConfigDump',
  scopedRoutes: 'ScopedRoutesConfigDump',
  endpoints: 'EndpointsConfigDump',
  secrets: 'SecretsConfigDump',
  ecds: 'EcdsConfigDump',
} as const;

/** The name of a part of a dump that holds resources. */
export type SectionKind = keyof typeof SECTION_MESSAGES;

/**
 * An Envoy `/config_dump` or any part of one, indexed but not parsed: every resource with its JSON pointer, its state and
 * its raw message. A section that the document does not hold is `undefined`; one that is there but empty has no entries.
 */
export interface ConfigDump {
  readonly document: JsonDocument;
  readonly bootstrap: BootstrapSection | undefined;
  readonly listeners: Section | undefined;
  readonly clusters: Section | undefined;
  readonly routes: Section | undefined;
  readonly scopedRoutes: Section<ScopedRouteEntry> | undefined;
  readonly endpoints: Section | undefined;
  readonly secrets: Section | undefined;
  readonly ecds: Section | undefined;
  readonly unknown: readonly UnknownElement[];
}
