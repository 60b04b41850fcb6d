import type { Chain } from './Chain.js';

/** Which packets a table sees; `inet` (nftables only) sees IPv4 and IPv6. */
export type AddressFamily = 'ip' | 'ip6' | 'inet';

/** Why the chains of a table are not all that the kernel has. */
export interface Incompleteness {
  /**
   * `truncated`: the text ends inside the table, or a line of it could not be read: rules or chains may be missing.
   * `incompatible`: iptables-nft could not show the table at all ("use 'nft' tool"); it has no chains here.
   * `foreign-base-chains`: the chains shown are whole, but the table has other base chains, made by nft.
   * `excerpt`: a listing that shows only some of the table's chains.
   */
  readonly kind: 'truncated' | 'incompatible' | 'foreign-base-chains' | 'excerpt';
  /** A sentence naming file and line. */
  readonly why: string;
}

/** A table and its chains, in the order of the text. */
export interface Table {
  readonly name: string;
  readonly family: AddressFamily;
  readonly chains: readonly Chain[];
  readonly incomplete?: Incompleteness;
}
