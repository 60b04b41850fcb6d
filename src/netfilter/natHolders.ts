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
    return sees && bases.some((base) => mayTranslate(table, base)) ? [label] : [];
  });
}

function mayTranslate(table: Table, base: Chain): boolean {
  const chains = new Map(table.chains.map((chain) => [chain.name, chain]));
  const reached = new Set([base]);
  // A set also gives what is added while it is walked.
  for (const chain of reached) {
    for (const { target } of chain.rules) {
      if (target === undefined) continue;
      if (TRANSLATES.has(target.kind)) return true;
      const next = target.kind === 'jump' || target.kind === 'goto' ? chains.get(target.chain) : undefined;
      if (next) reached.add(next);
    }
  }
  return false;
}
