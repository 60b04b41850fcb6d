import type { Chain } from './model/Chain.js';
import type { Hook } from './model/Hook.js';
import type { RuleSet } from './model/RuleSet.js';
import type { Table } from './model/Table.js';
import type { Target } from './target/Target.js';
import { tablesInForce } from './walk/hooks/TableInForce.js';

/** Targets that end the asking of nat chains; what a dump shows by name only may be one. */
const TRANSLATES: ReadonlySet<Target['kind']> = new Set(['REDIRECT', 'DNAT', 'SNAT', 'MASQUERADE', 'unsupported']);

/**
 * The nat tables that may translate at a hook, by back end: `nft nat`, `legacy nat`, `nft inet istio-proxy-nat`. With several at one
 * priority the chain that was registered last is asked first, which no listing shows (kernel 6.18 measured).
 */
export function natHolders(ruleSets: readonly RuleSet[], hook: Hook, family: 4 | 6): readonly string[] {
  return tablesInForce(ruleSets).flatMap(({ table, label }) => {
    const sees = table.family === 'inet' || table.family === (family === 4 ? 'ip' : 'ip6');
    const bases = table.chains.filter(({ base }) => base?.type === 'nat' && base.hook === hook);
    return sees && bases.some((base) => mayTranslate(table, base, new Set())) ? [label] : [];
  });
}

function mayTranslate(table: Table, chain: Chain, seen: Set<string>): boolean {
  if (seen.has(chain.name)) return false;
  seen.add(chain.name);
  return chain.rules.some(({ target }) => {
    if (target === undefined) return false;
    if (target.kind !== 'jump' && target.kind !== 'goto') return TRANSLATES.has(target.kind);
    const next = table.chains.find(({ name }) => name === target.chain);
    return next !== undefined && mayTranslate(table, next, seen);
  });
}
