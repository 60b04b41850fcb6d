import type { Match, MatchKind } from '../../../netfilter/match/Match.js';
import { matchModules } from '../../../netfilter/match/matchModules.js';
import type { OwnerMatch } from '../../../netfilter/match/owner.js';
import type { PortOptions } from '../../../netfilter/match/ports.js';
import type { Rule } from '../../../netfilter/model/Rule.js';
import { printAddressMask } from '../../../netfilter/words/parseAddressMask.js';
import { joinCriteria, type Criteria, type CriterionPart } from './Criteria.js';
import { nftParts } from './nftParts.js';

/** What a rule asks, whichever language wrote it; comments ask nothing. */
export function criteriaOf(rule: Pick<Rule, 'matches'>): Criteria {
  return joinCriteria(rule.matches.flatMap(partsOf));
}

function partsOf(match: Match): readonly CriterionPart[] {
  switch (match.kind) {
    case 'comment':
      return [];
    case 'source':
    case 'destination':
      return [{ key: match.kind, value: { not: match.not, value: printAddressMask(match.value) } }];
    case 'inInterface':
    case 'outInterface':
    case 'protocol':
      return [{ key: match.kind, value: { not: match.not, value: match.value } }];
    case 'tcp':
      return match.flags || match.option ? other(match) : portParts(match);
    case 'udp':
      return portParts(match);
    case 'multiport':
      return match.which === 'either' ? other(match) : [portsPart(match.which, match.not, match.ports)];
    case 'mark':
    case 'connmark':
      return [{ key: match.kind, value: match.mark }];
    case 'owner':
      return ownerParts(match);
    case 'conntrack':
      return conntrackParts(match);
    case 'socket':
      return match.transparent || match.nowildcard || match.restoreMark
        ? other(match)
        : [{ key: 'socket', value: { not: false, value: true } }];
    case 'set':
      return [{ key: 'set', value: { not: match.not, value: `${match.set} ${match.dimensions.join(',')}` } }];
    case 'nftCompare':
      return nftParts(match);
    default:
      return other(match);
  }
}

function portParts({ sourcePorts, destinationPorts }: PortOptions): readonly CriterionPart[] {
  return [
    ...(sourcePorts ? [portsPart('source', sourcePorts.not, [sourcePorts.value])] : []),
    ...(destinationPorts ? [portsPart('destination', destinationPorts.not, [destinationPorts.value])] : []),
  ];
}

function portsPart(
  which: 'source' | 'destination',
  not: boolean,
  value: NonNullable<Criteria['sourcePorts']>['value'],
): CriterionPart {
  return { key: `${which}Ports`, value: { not, value } };
}

function ownerParts(match: OwnerMatch): readonly CriterionPart[] {
  return [
    ...(match.socketExists
      ? [{ key: 'socketExists', value: { not: match.socketExists.not, value: true } } as const]
      : []),
    ...(match.uid ? [{ key: 'users', value: match.uid } as const] : []),
    ...(match.gid ? [{ key: 'groups', value: match.gid } as const] : []),
    ...(match.supplementaryGroups ? other({ ...match, kind: 'owner' }) : []),
  ];
}

function conntrackParts(match: Match<'conntrack'>): readonly CriterionPart[] {
  const { kind: _kind, module: _module, states, ...rest } = match;
  if (states === undefined || Object.keys(rest).length > 0) return other(match);
  return [{ key: 'states', value: { not: states.not, value: [...states.value].sort() } }];
}

function other<K extends MatchKind>(match: Match<K>): readonly CriterionPart[] {
  return [{ key: 'others', value: matchModules[match.kind].print(match).join(' ') }];
}
