import type { OptionReader } from '../words/OptionReader.js';
import type { OptionTable } from '../words/OptionWords.js';

/** How one kind of target is written. */
export interface TargetModule<T> {
  /** The names after `-j`. */
  readonly names: readonly string[];
  readonly options: OptionTable;
  /** Reads the options behind `-j name`; `undefined` when they are not what the target takes. */
  parse(options: OptionReader, name: string): T | undefined;
  /** The words that iptables-save prints, `-j name` included. */
  print(target: T): readonly string[];
}
