import { anyOf, type Truth } from '../../../logic/Truth.js';
import type { Match } from '../../match/Match.js';
import type { Rule } from '../../model/Rule.js';
import type { Table } from '../../model/Table.js';
import type { Target } from '../../target/Target.js';
import { isOfFamily } from '../hooks/isOfFamily.js';

/** Extensions that are not modelled and bring conntrack in, by their modules' own requests (`nf_ct_netns_get`). */
const USERS = new Set([
  'connlimit',
  'connbytes',
  'connlabel',
  'helper',
  'cluster',
  'NETMAP',
  'SYNPROXY',
  'CONNSECMARK',
  'ct',
]);
/** Extensions that are not modelled and certainly do not. */
const OTHERS = new Set([
  'limit',
  'hashlimit',
  'recent',
  'quota',
  'time',
  'cpu',
  'string',
  'u32',
  'bpf',
  'cgroup',
  'realm',
  'policy',
  'devgroup',
  'rateest',
  'rpfilter',
  'tcpmss',
  'ecn',
  'hl',
  'ah',
  'esp',
  'frag',
  'rt',
  'hbh',
  'dst',
  'ipv6header',
  'mh',
  'vmap',
  'fib',
]);

/**
 * Whether a rule loaded for the family uses conntrack. Without one, conntrack does not run and nat chains are not consulted at
 * all, whatever rules they have (kernel 6.18 measured). Users: nat targets, CT zones, CONNMARK, conntrack, state, connmark.
 */
export function conntrackInUse(tables: readonly Table[], family: 4 | 6): Truth {
  return anyOf(truths(tables.filter((table) => isOfFamily(table, family))));
}

function* truths(tables: readonly Table[]): Generator<Truth> {
  for (const table of tables) {
    for (const chain of table.chains) {
      for (const rule of chain.rules) yield usesConntrack(rule);
    }
  }
}

function usesConntrack(rule: Rule): Truth {
  const targets = [...(rule.statements ?? []), ...(rule.target === undefined ? [] : [rule.target])];
  return anyOf([...rule.matches.map(matchUses), ...targets.map(targetUses)]);
}

function matchUses(match: Match): Truth {
  switch (match.kind) {
    case 'conntrack':
    case 'connmark':
      return 'yes';
    case 'nftCompare':
      return match.left.of === 'ct' ? 'yes' : 'no';
    case 'unsupported':
      return moduleUses(match.module);
    default:
      return 'no';
  }
}

function targetUses(target: Target): Truth {
  switch (target.kind) {
    case 'REDIRECT':
    case 'DNAT':
    case 'SNAT':
    case 'MASQUERADE':
    case 'CONNMARK':
      return 'yes';
    case 'CT':
      return target.notrack ? 'no' : 'yes';
    case 'passive':
      return target.name === 'CONNSECMARK' ? 'yes' : 'no';
    case 'unsupported':
      return moduleUses(target.module);
    default:
      return 'no';
  }
}

function moduleUses(module: string): Truth {
  if (USERS.has(module)) return 'yes';
  return OTHERS.has(module) ? 'no' : 'unknown';
}
