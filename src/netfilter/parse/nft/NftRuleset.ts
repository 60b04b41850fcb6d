import type { JsonArray, JsonValue } from '../../../text/json/JsonValue.js';
import type { AddressFamily } from '../../model/Table.js';
import type { BaseChain } from '../../model/Chain.js';

/** A ruleset as read from JSON or text, before its expressions are understood; both readers give this. */
export interface NftRuleset {
  readonly tables: readonly NftTable[];
  readonly warnings: readonly string[];
}

/** A table as nft lists it. */
export interface NftTable {
  readonly family: AddressFamily;
  readonly name: string;
  readonly chains: readonly NftChain[];
  /** Elements of the named sets, in the shapes of `nft -j`. */
  readonly sets: ReadonlyMap<string, readonly JsonValue[]>;
}

/** A chain of a table, with the rules below it. */
export interface NftChain {
  readonly name: string;
  readonly base?: BaseChain;
  readonly policy?: 'ACCEPT' | 'DROP';
  readonly rules: readonly NftRule[];
}

/** A rule: its expressions in order. */
export interface NftRule {
  /** Expressions in the shapes of `nft -j` (libnftables-json(5)). */
  readonly expressions: JsonArray;
  /** As nft prints it. */
  readonly text: string;
  readonly line: number;
  readonly comment?: string;
}
