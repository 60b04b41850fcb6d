import type { MaskedValue } from '../../../netfilter/model/MaskedValue.js';
import type { Negatable } from '../../../netfilter/model/Negatable.js';
import { printRange, type NumberRange } from '../../../netfilter/model/NumberRange.js';
import type { Criteria } from './Criteria.js';
import type { Effect } from './Effect.js';
import type { PlainRule } from './plainRule.js';

const ALL_BITS = 0xffffffff;

/** A rule in iptables' words without `-A CHAIN`, always in one order: two rules that mean the same print the same. */
export function printPlainRule({ criteria, effect }: Pick<PlainRule, 'criteria' | 'effect'>): string {
  return [...criteriaWords(criteria), ...effectWords(effect)].join(' ');
}

function criteriaWords(criteria: Criteria): readonly string[] {
  const { sourcePorts, destinationPorts, states, set } = criteria;
  return [
    ...word('-s', criteria.source),
    ...word('-d', criteria.destination),
    ...word('-i', criteria.inInterface),
    ...word('-o', criteria.outInterface),
    ...word('-p', criteria.protocol),
    ...ports('sport', sourcePorts),
    ...ports('dport', destinationPorts),
    ...marks('mark', criteria.mark),
    ...marks('connmark', criteria.connmark),
    ...(states ? ['-m conntrack', `${not(states)}--ctstate ${states.value.join(',')}`] : []),
    ...(criteria.socket ? ['-m socket'] : []),
    ...(criteria.socketExists ? ['-m owner', `${not(criteria.socketExists)}--socket-exists`] : []),
    ...criteria.users.flatMap((user) => ['-m owner', `${not(user)}--uid-owner ${printRange(user.value, '-')}`]),
    ...criteria.groups.flatMap((group) => ['-m owner', `${not(group)}--gid-owner ${printRange(group.value, '-')}`]),
    ...(set ? ['-m set', `${not(set)}--match-set ${set.value}`] : []),
    ...criteria.others,
  ];
}

function effectWords(effect: Effect): readonly string[] {
  switch (effect.kind) {
    case 'none':
      return [];
    case 'RETURN':
    case 'ACCEPT':
    case 'DROP':
    case 'REJECT':
      return [`-j ${effect.kind}`];
    case 'jump':
      return [`-j ${effect.chain}`];
    case 'REDIRECT':
      return [`-j REDIRECT${effect.port === undefined ? '' : ` --to-ports ${effect.port}`}`];
    case 'DNAT':
      return [`-j DNAT --to-destination ${effect.to}`];
    case 'SNAT':
      return [`-j SNAT --to-source ${effect.to}`];
    case 'TPROXY':
      return [`-j TPROXY --on-port ${effect.port} --tproxy-mark ${hex(effect.mark.value)}/${hex(effect.mark.mask)}`];
    case 'MARK':
    case 'CONNMARK':
      return [`-j ${effect.kind} --set-xmark ${hex(effect.mark.value)}/${hex(effect.mark.mask)}`];
    case 'save':
    case 'restore':
      return [`-j CONNMARK --${effect.kind}-mark`];
    case 'zone':
      return [`-j CT --zone ${effect.zone}`];
    case 'other':
      return [effect.text];
  }
}

function word(option: string, value: Negatable<string> | undefined): readonly string[] {
  return value ? [`${not(value)}${option} ${value.value}`] : [];
}

function ports(option: 'sport' | 'dport', value: Negatable<readonly NumberRange[]> | undefined): readonly string[] {
  if (value === undefined) return [];
  const list = value.value.map((range) => printRange(range, ':')).join(',');
  return value.value.length === 1
    ? [`${not(value)}--${option} ${list}`]
    : ['-m multiport', `${not(value)}--${option}s ${list}`];
}

function marks(module: 'mark' | 'connmark', value: Negatable<MaskedValue> | undefined): readonly string[] {
  if (value === undefined) return [];
  const mask = value.value.mask === ALL_BITS ? '' : `/${hex(value.value.mask)}`;
  return [`-m ${module}`, `${not(value)}--mark ${hex(value.value.value)}${mask}`];
}

function not({ not: negated }: { readonly not: boolean }): string {
  return negated ? '! ' : '';
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
