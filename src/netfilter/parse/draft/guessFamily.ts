import { parseIp } from '../../../net/IpAddress.js';
import type { Word } from '../../words/splitWords.js';
import type { RuleSetDraft } from './RuleSetDraft.js';

const V6_NAMES = new Set(['ipv6-icmp', 'icmpv6', 'icmp6']);

/** The family that the rules themselves show, by an address or a name that only one family has. */
export function familyOfRules(draft: RuleSetDraft): 'ip' | 'ip6' | undefined {
  for (const table of draft.tables) {
    for (const chain of table.chains.values()) {
      for (const rule of chain.rules) {
        const family = rule.words.map(familyOfWord).find((one) => one !== undefined);
        if (family) return family;
      }
    }
  }
  return undefined;
}

/** The family that a file's name tells: `ip6tables-save.txt`, `rules.v6`. */
export function familyOfName(name: string): 'ip' | 'ip6' | undefined {
  const base = name.split(/[/\\]/).at(-1)?.toLowerCase() ?? '';
  if (/ip6tables|[._-]v6$/.test(base)) return 'ip6';
  return /iptables|[._-]v4$/.test(base) ? 'ip' : undefined;
}

function familyOfWord({ text, quoted }: Word): 'ip' | 'ip6' | undefined {
  if (quoted) return undefined;
  if (text === 'icmp') return 'ip';
  if (V6_NAMES.has(text)) return 'ip6';
  // The first address of `10.0.0.0/8`, `[fd00::2]:80`, `10.0.0.2-10.0.0.3:80`.
  const host = text.startsWith('[') ? text.slice(1).split(']', 1) : text.split(/[/,-]/, 1);
  const ip = parseIp(host[0] ?? '') ?? parseIp(host[0]?.replace(/:\d+$/, '') ?? '');
  return ip && (ip.family === 4 ? 'ip' : 'ip6');
}
