import type { AddressFamily, Table } from './Table.js';

/** What one dump says of one address family and one back end. */
export interface RuleSet {
  /** `unknown`: the text does not say whether iptables-nft or iptables-legacy holds these rules. */
  readonly backend: 'nft' | 'legacy' | 'unknown';
  /** How the rules are written: iptables' words, or nftables' own. */
  readonly format: 'iptables' | 'nftables';
  readonly family: AddressFamily;
  /** In the order of the file, which says nothing about the order in which the kernel asks them. */
  readonly tables: readonly Table[];
  /** Name of the file. */
  readonly source: string;
  /** Sentences about what the file does not say or what is odd in it. */
  readonly warnings: readonly string[];
}
