import type { MaskedValue } from '../../../netfilter/model/MaskedValue.js';
import type { Negatable } from '../../../netfilter/model/Negatable.js';
import type { NumberRange } from '../../../netfilter/model/NumberRange.js';

/** What a rule asks of a packet, the same for a rule of iptables and for one of native nftables. Absent: not asked. */
export interface Criteria {
  /** The one family that the rule sees, when its words say so (nftables' `ip daddr`). */
  readonly family?: 4 | 6;
  /** `10.0.0.0/8`. */
  readonly source?: Negatable<string>;
  readonly destination?: Negatable<string>;
  readonly inInterface?: Negatable<string>;
  readonly outInterface?: Negatable<string>;
  readonly protocol?: Negatable<string>;
  readonly sourcePorts?: Negatable<readonly NumberRange[]>;
  readonly destinationPorts?: Negatable<readonly NumberRange[]>;
  readonly mark?: Negatable<MaskedValue>;
  readonly connmark?: Negatable<MaskedValue>;
  /** In capitals, sorted. */
  readonly states?: Negatable<readonly string[]>;
  readonly socket?: Negatable<true>;
  readonly socketExists?: Negatable<true>;
  readonly set?: Negatable<string>;
  readonly users: readonly Negatable<NumberRange>[];
  readonly groups: readonly Negatable<NumberRange>[];
  /** The words of everything else, and of a second criterion of one kind. */
  readonly others: readonly string[];
}

/** One criterion on its way into `Criteria`. */
export type CriterionPart =
  | { readonly [K in SingleKey]: { readonly key: K; readonly value: NonNullable<Criteria[K]> } }[SingleKey]
  | { readonly key: 'users' | 'groups'; readonly value: Negatable<NumberRange> }
  | { readonly key: 'others'; readonly value: string }
  | { readonly key: 'family'; readonly value: 4 | 6 };

type SingleKey = Exclude<keyof Criteria, 'users' | 'groups' | 'others' | 'family'>;

/** The parts as one; a kind that comes twice, but for owners and an equal repetition, goes to `others`. */
export function joinCriteria(parts: readonly CriterionPart[]): Criteria {
  const single: Partial<Record<SingleKey, unknown>> = {};
  const users: Negatable<NumberRange>[] = [];
  const groups: Negatable<NumberRange>[] = [];
  const others: string[] = [];
  let family: 4 | 6 | undefined;
  for (const part of parts) {
    if (part.key === 'users') users.push(part.value);
    else if (part.key === 'groups') groups.push(part.value);
    else if (part.key === 'others') others.push(part.value);
    else if (part.key === 'family') family = part.value;
    else if (single[part.key] === undefined) single[part.key] = part.value;
    else if (JSON.stringify(single[part.key]) !== JSON.stringify(part.value))
      others.push(`${part.key} ${JSON.stringify(part.value)}`);
  }
  return { ...(single as Pick<Criteria, SingleKey>), ...(family && { family }), users, groups, others };
}
