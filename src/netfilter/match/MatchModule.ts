import type { Criterion } from '../../logic/Criterion.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import type { Packet } from '../model/Packet.js';
import type { OptionReader } from '../words/OptionReader.js';
import type { OptionTable } from '../words/OptionWords.js';

/** What is known of one kind of match: how it is written and how it decides. */
export interface MatchModule<M> {
  /** The names after `-m`; none for the base options (`-s`, `-p`, …). */
  readonly names: readonly string[];
  readonly options: OptionTable;
  /** Reads the options of one `-m name`; `undefined` when they are not what the extension takes. */
  parse(options: OptionReader, name: string): M | undefined;
  /** The words that iptables-save prints, `-m name` included. */
  print(match: M): readonly string[];
  /** One criterion for each option that is set; the match is their conjunction, and an empty list always matches. */
  evaluate(match: M, packet: Packet, env: MatchEnv): readonly Criterion[];
}
