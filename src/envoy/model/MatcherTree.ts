import type { Cidr } from '../../net/Cidr.js';
import type { Route } from './Route.js';
import type { StringMatcher } from './StringMatcher.js';
import type { Unparsed } from './Unparsed.js';

/** `xds.type.matcher.v3.Matcher`, used by `filter_chain_matcher`, virtual hosts and RBAC. */
export interface MatcherTree {
  readonly at: string;
  readonly branches: MatcherBranches;
  readonly onNoMatch?: OnMatch;
}

/** The oneof `matcher_type`. */
export type MatcherBranches =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'matcher_list';
      readonly matchers: readonly { readonly predicate: MatcherPredicate; readonly onMatch: OnMatch }[];
    }
  | {
      readonly kind: 'exact_match_map' | 'prefix_match_map';
      readonly input: MatchInput;
      readonly map: ReadonlyMap<string, OnMatch>;
    }
  | {
      readonly kind: 'ip_matcher';
      readonly input: MatchInput;
      readonly ranges: readonly { readonly cidrs: readonly Cidr[]; readonly onMatch: OnMatch }[];
    }
  | { readonly kind: 'unsupported'; readonly typeUrl: string };

/** `Matcher.OnMatch`: a nested matcher, or an action (its type, and its value: a chain name, a Route, an RBAC action). */
export type OnMatch =
  | { readonly kind: 'matcher'; readonly matcher: MatcherTree }
  | {
      readonly kind: 'action';
      readonly at: string;
      readonly name: string;
      readonly typeUrl: string;
      readonly value: MatcherAction;
    };

/** What an action says: a filter chain's name, routes to try in order, an RBAC verdict. */
export type MatcherAction =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'routes'; readonly routes: readonly Route[] }
  | { readonly kind: 'rbac_action'; readonly name: string; readonly action: 'ALLOW' | 'DENY' | 'LOG' }
  | Unparsed;

/** `Matcher.MatcherList.Predicate`. */
export type MatcherPredicate =
  | { readonly kind: 'single'; readonly input: MatchInput; readonly matcher: StringMatcher }
  | { readonly kind: 'and' | 'or'; readonly predicates: readonly MatcherPredicate[] }
  | { readonly kind: 'not'; readonly predicate: MatcherPredicate }
  | { readonly kind: 'unsupported'; readonly typeUrl: string };

/** A data input by its proto name without package, e.g. `DestinationPortInput`, `HttpRequestHeaderMatchInput`. */
export interface MatchInput {
  readonly at: string;
  readonly name: string;
  /** `header_name`, filter state `key`, …: the one argument of the input, if it has one. */
  readonly argument?: string;
}
