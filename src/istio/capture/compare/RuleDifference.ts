import type { Rule } from '../../../netfilter/model/Rule.js';

/** How a chain differs from what the pod's arguments ask for. */
export type RuleDifference =
  | MissingRule
  | { readonly kind: 'additional'; readonly table: string; readonly chain: string; readonly found: Rule }
  | {
      /** `changed`: another value; `moved`: another place, where that may matter. */
      readonly kind: 'changed' | 'moved';
      readonly table: string;
      readonly chain: string;
      readonly expected: string;
      readonly found: Rule;
    };

/** A rule that is not there, in iptables' words without `-A CHAIN`, and what it would be for. */
export interface MissingRule {
  readonly kind: 'missing';
  readonly table: string;
  readonly chain: string;
  readonly expected: string;
  readonly purpose: string | undefined;
}

/** A difference in words. */
export function describeDifference(difference: RuleDifference): string {
  const place = `${difference.table}:${difference.chain}`;
  switch (difference.kind) {
    case 'missing': {
      const purpose = difference.purpose === undefined ? '' : ` (${difference.purpose})`;
      return `${place} lacks \`${difference.expected}\`${purpose}`;
    }
    case 'additional':
      return `${place}:${difference.found.index} is none of Istio's: \`${ruleText(difference.found)}\``;
    case 'changed':
      return `${place}:${difference.found.index} is \`${ruleText(difference.found)}\`, the pod asks for \`${difference.expected}\``;
    case 'moved':
      return `${place}:${difference.found.index} is out of its place: \`${ruleText(difference.found)}\``;
  }
}

/** A rule without `-A CHAIN` and counters. */
export function ruleText({ text }: Pick<Rule, 'text'>): string {
  return text.replace(/^(?:\[\d+:\d+\] )?-A \S+ ?/, '');
}
