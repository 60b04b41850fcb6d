import { parseCidr } from '../../net/Cidr.js';
import type { IpRule, IpRuleAction } from '../../netfilter/walk/netns/IpRule.js';
import { linesOf, unreadableLine, type Line } from './lines.js';

/** Words that change nothing for an ordinary packet, with how many words follow them. */
const HARMLESS: Readonly<Record<string, number>> = { proto: 1, protocol: 1, '[detached]': 0, realms: 1 };

/**
 * Reads `ip rule show`. A rule with a selector or action beyond from, to, fwmark, iif, oif, lookup, blackhole, unreachable and prohibit
 * stays, as one whose action is `unmodelled`, with the selectors that stand before that word.
 */
export function parseIpRules(text: string, file: string, family: 4 | 6): readonly IpRule[] {
  return linesOf(text, file).map((line) => readRule(line, family));
}

function readRule(line: Line, family: 4 | 6): IpRule {
  const [first = '', ...words] = line.words;
  const priority = /^([0-9]+):$/.exec(first)?.[1];
  if (priority === undefined) return unreadableLine(line, 'ip rule');
  const base = { family, priority: Number(priority) };
  const rule: { -readonly [K in keyof IpRule]?: IpRule[K] } = {};
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const action = readAction(word, words);
    if (action) rule.action = action;
    else if (word === 'not') rule.negated = true;
    else if (!readSelector(rule, word, words)) return unmodelled(rule, base, line, `${word} is not modelled`);
  }
  const { action } = rule;
  if (!action) return unmodelled(rule, base, line, 'no action that is modelled');
  return { ...rule, action, ...base };
}

/** Of a negated rule the selectors say nothing while one is not known. */
function unmodelled(
  rule: Partial<IpRule>,
  base: Pick<IpRule, 'family' | 'priority'>,
  { words }: Line,
  what: string,
): IpRule {
  const action = { kind: 'unmodelled' as const, why: `ip rule "${words.join(' ')}": ${what}` };
  return rule.negated === true ? { ...base, action } : { ...rule, ...base, action };
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
