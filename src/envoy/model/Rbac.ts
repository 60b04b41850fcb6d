import type { Cidr } from '../../net/Cidr.js';
import type { CelExpr } from './CelExpr.js';
import type { HeaderMatcher } from './HeaderMatcher.js';
import type { MatcherTree } from './MatcherTree.js';
import type { FilterStateMatcher, MetadataMatcher } from './MetadataMatcher.js';
import type { StringMatcher } from './StringMatcher.js';

/** `rbac.v3.RBAC` of the HTTP or network filter. `rules` absent = allow all; `rules: {}` = ALLOW without policies = deny all. */
export interface Rbac {
  readonly at: string;
  readonly rules?: RbacRules;
  readonly matcher?: MatcherTree;
  readonly shadowRules?: RbacRules;
  readonly shadowMatcher?: MatcherTree;
  readonly shadowRulesStatPrefix: string;
  /** Set fields that may change the outcome and are not modelled, by name. */
  readonly unsupported: readonly string[];
}

/** `config.rbac.v3.RBAC`; policies sorted by name, bytewise, as Envoy evaluates them. */
export interface RbacRules {
  readonly at: string;
  readonly action: 'ALLOW' | 'DENY' | 'LOG';
  readonly policies: readonly RbacPolicy[];
}

/** `config.rbac.v3.Policy`: any permission and any principal and the condition. */
export interface RbacPolicy {
  readonly at: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly principals: readonly Principal[];
  readonly condition?: CelExpr;
}

/** `config.rbac.v3.Permission`. */
export type Permission = { readonly at: string } & (
  | { readonly kind: 'any'; readonly any: boolean }
  | { readonly kind: 'and_rules' | 'or_rules'; readonly rules: readonly Permission[] }
  | { readonly kind: 'not_rule'; readonly rule: Permission }
  | { readonly kind: 'header'; readonly header: HeaderMatcher }
  | { readonly kind: 'url_path'; readonly path: StringMatcher }
  | { readonly kind: 'destination_ip'; readonly cidr: Cidr }
  | { readonly kind: 'destination_port'; readonly port: number }
  | { readonly kind: 'destination_port_range'; readonly start: number; readonly end: number }
  | { readonly kind: 'metadata'; readonly metadata: MetadataMatcher }
  | { readonly kind: 'requested_server_name'; readonly matcher: StringMatcher }
  | { readonly kind: 'unsupported'; readonly field: string }
);

/** `config.rbac.v3.Principal`. */
export type Principal = { readonly at: string } & (
  | { readonly kind: 'any'; readonly any: boolean }
  | { readonly kind: 'and_ids' | 'or_ids'; readonly ids: readonly Principal[] }
  | { readonly kind: 'not_id'; readonly id: Principal }
  | { readonly kind: 'authenticated'; readonly principalName?: StringMatcher }
  | { readonly kind: 'source_ip' | 'direct_remote_ip' | 'remote_ip'; readonly cidr: Cidr }
  | { readonly kind: 'header'; readonly header: HeaderMatcher }
  | { readonly kind: 'url_path'; readonly path: StringMatcher }
  | { readonly kind: 'metadata'; readonly metadata: MetadataMatcher }
  | { readonly kind: 'filter_state'; readonly filterState: FilterStateMatcher }
  | { readonly kind: 'unsupported'; readonly field: string }
);
