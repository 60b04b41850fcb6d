/** One option of an extension as it stands in a rule. */
export interface OptionWords {
  /** The spelling that iptables-save prints (`--dport`). */
  readonly name: string;
  /** `!` stands before the option or, in the old style, before its first value. */
  readonly not: boolean;
  readonly values: readonly string[];
}

/**
 * The options of an extension: how many words follow each, or, for another spelling, the name that iptables-save prints.
 */
export type OptionTable = Readonly<Record<string, number | string>>;
