import type { HeaderValueOption } from '../HeaderMutation.js';

/** `header_mutation.v3.HeaderMutation`. */
export interface HeaderMutationFilter {
  readonly kind: 'header_mutation';
  readonly at: string;
  readonly mutations: readonly RequestMutation[];
  /** Routes' mutations are applied from the least specific on. */
  readonly mostSpecificWins: boolean;
  readonly unsupported: readonly string[];
}

/** `header_mutation.v3.HeaderMutationPerRoute`. */
export interface HeaderMutationPerRoute {
  readonly kind: 'header_mutation';
  readonly at: string;
  readonly mutations: readonly RequestMutation[];
  readonly unsupported: readonly string[];
}

/** `config.common.mutation_rules.v3.HeaderMutation`, of requests. */
export type RequestMutation =
  | { readonly kind: 'remove'; readonly at: string; readonly name: string }
  | { readonly kind: 'append'; readonly at: string; readonly option: HeaderValueOption };
