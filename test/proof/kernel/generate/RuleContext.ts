import type { Hook } from '../../../../src/netfilter/model/Hook.js';
import type { Rng } from './Rng.js';
import { MARKS, MASKS, WORDS, type Words } from './words.js';

export type TableName = 'raw' | 'mangle' | 'nat' | 'filter' | 'security';
export type ProtocolName = 'tcp' | 'udp' | 'icmp' | 'ipv6-icmp' | 'sctp' | 'dccp';

/** Where a rule will stand, as far as it decides what may stand in it. */
export interface RuleContext {
  readonly rng: Rng;
  readonly family: 4 | 6;
  readonly loader: 'nft' | 'legacy' | 'native';
  readonly table: TableName;
  /** The hooks that lead to the chain. */
  readonly hooks: readonly Hook[];
  /** The chain is a built-in one: iptables itself refuses some options there. */
  readonly builtin: boolean;
  /** What the rule says of the protocol with `-p`. */
  readonly protocol: ProtocolName | undefined;
  /** The chains that the rule may call. */
  readonly callable: readonly string[];
  readonly words: Words;
}

/** Whether every hook that leads here is one of `hooks`. */
export function only({ hooks }: RuleContext, ...allowed: readonly Hook[]): boolean {
  return hooks.length > 0 && hooks.every((hook) => allowed.includes(hook));
}

/** `['!']` in a third of all calls, where the option may be negated. */
export function maybeNot({ rng }: RuleContext, percent = 30): readonly string[] {
  return rng.chance(percent) ? ['!'] : [];
}

/** Any one address of the family. */
export function address({ rng, words }: Pick<RuleContext, 'rng' | 'words'>): string {
  return rng.pick([...words.own, ...words.own, ...words.loopback, ...words.others]);
}

export function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}

export function wordsOf(family: 4 | 6): Words {
  return WORDS[family];
}

/** `VALUE/MASK` of a mark. */
export function markWithMask({ rng }: RuleContext): string {
  return `${hex(rng.pick(MARKS))}/${hex(rng.pick(MASKS))}`;
}
