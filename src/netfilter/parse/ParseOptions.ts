import type { RuleSet } from '../model/RuleSet.js';

/** What is known about a text besides the text: it wins over what the text lets guess. */
export interface ParseOptions {
  readonly family?: 'ip' | 'ip6';
  readonly backend?: RuleSet['backend'];
  /** The table of a listing that does not name it. */
  readonly table?: string;
  /**
   * An empty text means that there are no rules (what iptables-nft-save prints when no table exists), not that something went wrong.
   */
  readonly allowEmpty?: boolean;
}
