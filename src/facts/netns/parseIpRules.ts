import { parseCidr } from '../../net/Cidr.js';
import type { IpRule, IpRuleAction } from '../../netfilter/walk/netns/IpRule.js';
import { linesOf, unreadableLine, type Line } from './lines.js';

/** Policy routing rules, and sentences about those that have selectors or actions which are not modelled. */
export interface IpRules {
  readonly rules: readonly IpRule[];
  readonly unmodelled: readonly string[];
}

/** Words that change nothing for an ordinary packet, with how many words follow them. */
const HARMLESS: Readonly<Record<string, number>> = { proto: 1, protocol: 1, '[detached]': 0, realms: 1 };

/**
 * Reads `ip rule show`. A rule with a selector or action beyond from, to, fwmark, iif, oif, lookup, blackhole, unreachable and prohibit is
 * left out and told in `unmodelled`.
 */
export function parseIpRules(text: string, file: string, family: 4 | 6): IpRules {
  const read = linesOf(text, file).map((line) => readRule(line, family));
  return {
    rules: read.filter((rule) => typeof rule !== 'string'),
    unmodelled: read.filter((rule) => typeof rule === 'string'),
  };
}

function readRule(line: Line, family: 4 | 6): IpRule | string {
  const [first = '', ...rest] = line.words;
  const priority = /^([0-9]+):$/.exec(first)?.[1];
  if (priority === undefined) return unreadableLine(line, 'ip rule');
  const rule: { -readonly [K in keyof IpRule]?: IpRule[K] } = {};
  const words = [...rest];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const action = readAction(word, words);
    if (action) rule.action = action;
    else if (word === 'not') rule.negated = true;
    else if (!readSelector(rule, word, words)) return `ip rule "${line.words.join(' ')}": ${word} is not modelled`;
  }
  const { action } = rule;
  if (!action) return `ip rule "${line.words.join(' ')}": no action that is modelled`;
  return { ...rule, action, family, priority: Number(priority) };
}

function readAction(word: string, words: string[]): IpRuleAction | undefined {
  switch (word) {
    case 'lookup':
    case 'table':
      return { kind: 'lookup', table: words.shift() ?? '' };
    case 'blackhole':
    case 'unreachable':
    case 'prohibit':
      return { kind: word };
    default:
      return undefined;
  }
}

function readSelector(rule: { -readonly [K in keyof IpRule]?: IpRule[K] }, word: string, words: string[]): boolean {
  switch (word) {
    case 'from':
    case 'to': {
      const range = words.shift() ?? '';
      if (range === 'all') return true;
      const cidr = parseCidr(range);
      if (cidr) rule[word] = cidr;
      return cidr !== undefined;
    }
    case 'fwmark': {
      const [value, mask = '0xffffffff'] = (words.shift() ?? '').split('/').map(Number);
      const limit = Number(mask);
      if (value === undefined || Number.isNaN(value) || Number.isNaN(limit)) return false;
      rule.fwmark = { value, mask: limit };
      return true;
    }
    case 'iif':
      rule.inInterface = words.shift() ?? '';
      return true;
    case 'oif':
      rule.outInterface = words.shift() ?? '';
      return true;
    default: {
      const skip = Object.hasOwn(HARMLESS, word) ? HARMLESS[word] : undefined;
      if (skip !== undefined) words.splice(0, skip);
      return skip !== undefined;
    }
  }
}
