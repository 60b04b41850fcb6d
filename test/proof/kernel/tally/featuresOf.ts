import type { Match, MatchKind } from '../../../../src/netfilter/match/Match.js';
import { matchModules } from '../../../../src/netfilter/match/matchModules.js';
import type { Rule } from '../../../../src/netfilter/model/Rule.js';
import type { Target } from '../../../../src/netfilter/target/Target.js';
import { countReach } from '../../counting.js';
import type { LoadedRules, SentPacket } from '../contract.js';
import type { TargetFile } from '../generate/targetGenerators.js';
import { WORDS } from '../generate/words.js';
import type { MetRule } from '../predict/Prediction.js';
import type { Tally } from './Tally.js';

/** What a case is counted under. */
export function featuresOf(rules: readonly LoadedRules[], packet: SentPacket): readonly string[] {
  const { direction, protocol, destination, source, state, transparent, mark } = packet;
  const family = destination.includes(':') ? 6 : 4;
  return [
    ...rules.map(({ loader }) => `loader ${loader}`),
    ...(rules.length > 1 ? [`loaders ${[...new Set(rules.map(({ loader }) => loader))].sort().join(' and ')}`] : []),
    `IPv${family}`,
    `${protocol} ${direction}`,
    `${direction} to ${classOf(destination, family)}`,
    `${direction} from ${source === undefined ? 'any' : classOf(source, family)}`,
    `state ${state}`,
    ...(transparent ? ['transparent sender'] : []),
    ...(mark === 0 ? [] : ['marked sender']),
    ...(direction === 'in' ? [`in by ${packet.inInterface}`] : []),
  ];
}

function classOf(address: string, family: 4 | 6): string {
  const { own, loopback } = WORDS[family];
  const [first = ''] = own;
  if (address === first) return 'the first own address';
  if (own.includes(address)) return 'another own address';
  if (loopback.includes(address)) return 'loopback';
  if (address.startsWith('fe80')) return 'a link-local address';
  return /^10\.0\.0\.|^172\.16|^fd0[01]:/.test(address) ? 'an on-link address' : 'an address behind a link';
}

/** Counts the modules of the rules that a case met, of those that hit all. */
export function countMet(tally: Tally, met: readonly MetRule[]): void {
  for (const { rule, hook, failed } of met) {
    const hit = failed === undefined;
    for (const kind of hit ? rule.matches.map((match) => match.kind) : [missedKind(rule, failed)]) {
      countReach(tally.reach, `match ${kind}`, hit);
    }
    for (const target of [...(rule.statements ?? []), ...(rule.target === undefined ? [] : [rule.target])]) {
      countReach(tally.reach, `target ${targetFile(target)}`, hit);
    }
    countReach(tally.reach, `hook ${hook}`, hit);
  }
}

/** Of which match the criterion is that failed. */
function missedKind({ matches }: Rule, failed: string): MatchKind {
  const names = (match: Match): readonly string[] => [match.kind, ...Object.keys(matchModules[match.kind].options)];
  const found = matches.find((match) => failed.startsWith(match.kind) || names(match).includes(failed));
  return (found ?? matches.find(({ kind }) => kind === 'nftCompare') ?? matches[0])?.kind ?? 'unsupported';
}

/** The file that a target is of. */
function targetFile({ kind }: Target): TargetFile {
  switch (kind) {
    case 'ACCEPT':
    case 'DROP':
    case 'QUEUE':
    case 'RETURN':
      return 'verdict';
    default:
      return kind;
  }
}
