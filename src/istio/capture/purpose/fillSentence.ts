import type { Negatable } from '../../../netfilter/model/Negatable.js';
import { printRange, type NumberRange } from '../../../netfilter/model/NumberRange.js';
import type { MaskedValue } from '../../../netfilter/model/MaskedValue.js';
import { istioPort } from '../../ports.js';
import type { Criteria } from '../plain/Criteria.js';
import type { Effect } from '../plain/Effect.js';
import type { PlainRule } from '../plain/plainRule.js';

/** A sentence with the values of the rule in place of `{source}`, `{dport}`, `{user}`, …; of ports with what Istio reserves them for. */
export function fillSentence(sentence: string, { criteria, effect }: Pick<PlainRule, 'criteria' | 'effect'>): string {
  const values = { ...criteriaValues(criteria), ...effectValues(effect) };
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'what the dump does not show');
}

function criteriaValues(criteria: Criteria): Readonly<Record<string, string | undefined>> {
  return {
    source: addressText(criteria.source?.value),
    destination: addressText(criteria.destination?.value),
    in: criteria.inInterface?.value,
    out: criteria.outInterface?.value,
    dport: criteria.destinationPorts?.value.map(portText).join(', '),
    user: ownerText(criteria.users),
    group: ownerText(criteria.groups),
    mark: markText(criteria.mark?.value),
    connmark: markText(criteria.connmark?.value),
    state: criteria.states?.value.join(' or '),
    set: criteria.set && `the set ${criteria.set.value.split(' ')[0] ?? ''}`,
  };
}

function effectValues(effect: Effect): Readonly<Record<string, string | undefined>> {
  switch (effect.kind) {
    case 'REDIRECT':
      return { port: effect.port === undefined ? undefined : String(effect.port) };
    case 'TPROXY':
      return { port: String(effect.port), set: markText(effect.mark) };
    case 'MARK':
    case 'CONNMARK':
      return { set: markText(effect.mark) };
    case 'DNAT':
    case 'SNAT':
      return { to: effect.to };
    case 'zone':
      return { zone: String(effect.zone) };
    default:
      return {};
  }
}

/** A single address without its prefix length. */
function addressText(cidr: string | undefined): string | undefined {
  return cidr?.replace(/(?<=\.\d+)\/32$|(?<=:.*)\/128$/, '');
}

function portText(range: NumberRange): string {
  const known = range.min === range.max ? istioPort(range.min) : undefined;
  return known ? `${range.min} (${known.meaning})` : printRange(range, ' to ');
}

function ownerText(owners: readonly Negatable<NumberRange>[]): string | undefined {
  return owners.length === 0 ? undefined : owners.map(({ value }) => printRange(value, ' to ')).join(', ');
}

function markText(mark: MaskedValue | undefined): string | undefined {
  return mark && `0x${mark.value.toString(16)}`;
}
