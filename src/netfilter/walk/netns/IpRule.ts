import type { Cidr } from '../../../net/Cidr.js';

/** What a policy routing rule does, as in ip-rule(8). */
export type IpRuleAction =
  | { readonly kind: 'lookup'; readonly table: string }
  | { readonly kind: 'blackhole' | 'unreachable' | 'prohibit' }
  /** It has a selector or action that is not modelled: what becomes of a packet that the others take is not known. */
  | { readonly kind: 'unmodelled'; readonly why: string };

/** One line of `ip rule show`. Selectors that are absent match every packet. */
export interface IpRule {
  readonly family: 4 | 6;
  readonly priority: number;
  /** `not`: the selectors are negated as a whole. */
  readonly negated?: boolean;
  readonly from?: Cidr;
  readonly to?: Cidr;
  readonly fwmark?: { readonly value: number; readonly mask: number };
  readonly inInterface?: string;
  readonly outInterface?: string;
  readonly action: IpRuleAction;
}

/** The three rules that every network namespace starts with. */
export function defaultIpRules(family: 4 | 6): readonly IpRule[] {
  const lookup = (priority: number, table: string): IpRule => ({
    family,
    priority,
    action: { kind: 'lookup', table },
  });
  const rules = [lookup(0, 'local'), lookup(32766, 'main')];
  return family === 4 ? [...rules, lookup(32767, 'default')] : rules;
}
