import type { RuleSet } from '../../../netfilter/model/RuleSet.js';
import type { ReleaseRange } from '../compare/ReleaseRange.js';

/** `*` for all, else a list; ports as `8080` or `8000:9000`. */
export type Taken = '*' | readonly string[];

/** Which inbound connections go to the proxy, and to which port; the port is absent when the dump does not show it. */
export interface InboundInterception {
  readonly port: number | undefined;
  readonly ports: Taken;
  readonly excludedPorts: readonly string[];
}

/** Which outbound connections go to the proxy, and to which port. */
export interface OutboundInterception {
  readonly port: number | undefined;
  readonly ranges: Taken;
  readonly excludedRanges: readonly string[];
  /** Taken whatever the address. */
  readonly ports: readonly string[];
  readonly excludedPorts: readonly string[];
}

/** What the rules of one back end say about traffic capture; nothing in it is assumed. */
export interface Interception {
  readonly source: string;
  readonly backend: RuleSet['backend'];
  readonly format: RuleSet['format'];
  /** Istio's own nftables tables, rather than iptables' chains. */
  readonly native: boolean;
  readonly families: readonly (4 | 6)[];
  /** How inbound traffic gets to the proxy, else how outbound does; `none`: Istio's chains are there, but nothing leads to them. */
  readonly mode: 'REDIRECT' | 'TPROXY' | 'ambient' | 'none';
  readonly inbound: InboundInterception | undefined;
  readonly outbound: OutboundInterception | undefined;
  readonly dns: { readonly port: number | undefined; readonly resolvers: Taken } | undefined;
  /** Whose traffic is not captured: users and groups of the proxy, or the mark of ztunnel's (or TPROXY's) packets. */
  readonly proxy: {
    readonly uids: readonly number[];
    readonly gids: readonly number[];
    readonly mark: number | undefined;
  };
  readonly excludedInterfaces: readonly string[];
  readonly virtualInterfaces: readonly string[];
  readonly ownerGroups: '*' | readonly number[];
  readonly excludedOwnerGroups: readonly number[];
  readonly dropsInvalid: boolean;
  /** Some of Istio's rules are shown in part: what hangs on these is not known. */
  readonly incomplete: boolean;
  /** The releases that write such rules; absent when none writes exactly these, or when that can't be told. */
  readonly releases: ReleaseRange | undefined;
}
