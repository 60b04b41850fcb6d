import { printRange } from '../../../netfilter/model/NumberRange.js';
import type { PlainRule } from '../plain/plainRule.js';

/** Destination ports of rules, as iptables writes them. */
export function portsOf(rules: readonly PlainRule[]): readonly string[] {
  return rules.flatMap(({ criteria }) =>
    (criteria.destinationPorts?.value ?? []).map((range) => printRange(range, ':')),
  );
}

/** Destinations of rules. */
export function destinationsOf(rules: readonly PlainRule[]): readonly string[] {
  return unique(rules.flatMap(({ criteria }) => (criteria.destination ? [criteria.destination.value] : [])));
}

/** The single ids of rules that name users or groups. */
export function idsOf(rules: readonly PlainRule[], kind: 'users' | 'groups'): readonly number[] {
  const owners = rules.flatMap(({ criteria }) => criteria[kind]);
  return unique(owners.flatMap(({ value }) => (value.min === value.max ? [value.min] : [])));
}

/** The port of the first rule that leads to one. */
export function portOf(rules: readonly PlainRule[]): number | undefined {
  for (const { effect } of rules) {
    if ((effect.kind === 'REDIRECT' || effect.kind === 'TPROXY') && effect.port !== undefined) return effect.port;
    if (effect.kind === 'DNAT') return Number(/:(\d+)$/.exec(effect.to)?.[1] ?? NaN) || undefined;
  }
  return undefined;
}

/** Without repetitions, the first of each stays. */
export function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
