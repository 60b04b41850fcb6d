import type { UnsupportedMatch } from '../../match/unsupported.js';
import type { Counters } from '../../model/Counters.js';
import type { Incompleteness } from '../../model/Table.js';
import type { Word } from '../../words/splitWords.js';

/** A rule as it was found, before family and table are known. */
export interface RuleDraft {
  readonly words: readonly Word[];
  readonly text: string;
  readonly line: number;
  readonly counters?: Counters;
  /** What a listing does not show of it. */
  readonly lost?: readonly UnsupportedMatch[];
  /** Its number, where the text has one. */
  readonly number?: number;
}

/** A chain as it was found. */
export interface ChainDraft {
  readonly name: string;
  /** The text introduces the chain; else it is only known by its rules. */
  declared: boolean;
  /** As it is written, `-` for none. */
  policy?: string;
  counters?: Counters;
  readonly rules: RuleDraft[];
}

/** A table under construction. */
export class TableDraft {
  readonly chains = new Map<string, ChainDraft>();
  incomplete: Incompleteness | undefined;

  /** `name` is `undefined` while the text has not told it. */
  constructor(
    readonly name: string | undefined,
    /** Where it begins in the file. */
    readonly line: number,
    /** What is printed of the table is all of it; listings may leave chains out. */
    readonly whole: boolean,
  ) {}

  /** The chain of that name, made when it is new. */
  chain(name: string): ChainDraft {
    const known = this.chains.get(name);
    if (known) return known;
    const made: ChainDraft = { name, declared: false, rules: [] };
    this.chains.set(name, made);
    return made;
  }

  /** Says that something is missing; the first reason stays. */
  miss(kind: Incompleteness['kind'], why: string): void {
    this.incomplete ??= { kind, why };
  }
}
