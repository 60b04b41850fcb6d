import { joinPointer } from '../../../text/json/pointer.js';
import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../../text/json/JsonValue.js';
import { locatePointers } from '../../../text/json/locatePointer.js';
import { baseChainOf } from './baseChainOf.js';
import type { NftChain, NftRule, NftRuleset, NftTable } from './NftRuleset.js';
import { nftWords, onlyMember } from './nftWords.js';

/** An object of the list with its place in it. */
interface Entry {
  readonly kind: string;
  readonly body: JsonObject;
  readonly pointer: string;
}

/**
 * Puts the flat list of `nft -j` together: tables with their sets and chains, chains with their rules in order. A string says what
 * cannot be put together: a rule whose chain is not in the list would else be passed over.
 */
export function readJsonObjects(objects: JsonArray, text: string): NftRuleset | string {
  const entries: Entry[] = [];
  for (const [at, object] of objects.entries()) {
    const pointer = joinPointer('/nftables', at);
    const member = onlyMember(object);
    if (member === undefined || !isJsonObject(member[1])) return `${pointer} is no object of nft`;
    if (member[0] === 'rule' && !isJsonArray(member[1].expr)) return `${pointer} is a rule without expressions`;
    entries.push({ kind: member[0], body: member[1], pointer });
  }
  const orphan = findOrphan(entries);
  if (orphan !== undefined) return `the chain of the rule at ${orphan.pointer} is not in the list`;
  const warnings: string[] = [];
  const tables = entries
    .filter(({ kind }) => kind === 'table')
    .flatMap((table) => readTable(table, entries, text, warnings));
  return { tables, warnings };
}

function findOrphan(entries: readonly Entry[]): Entry | undefined {
  const key = ({ family, table }: JsonObject, chain: JsonValue | undefined): string =>
    JSON.stringify([family, table, chain]);
  const chains = new Set(entries.flatMap(({ kind, body }) => (kind === 'chain' ? [key(body, body.name)] : [])));
  return entries.find(({ kind, body }) => kind === 'rule' && !chains.has(key(body, body.chain)));
}

function readTable({ body }: Entry, entries: readonly Entry[], text: string, warnings: string[]): NftTable[] {
  const { family, name } = body;
  if (typeof name !== 'string') return [];
  if (family !== 'ip' && family !== 'ip6' && family !== 'inet') {
    warnings.push(`table ${nftWords(family ?? '')} ${name} is not simulated`);
    return [];
  }
  if (isDormant(body)) {
    warnings.push(`table ${family} ${name} is dormant: its chains are not in force`);
    return [];
  }
  const own = entries.filter((entry) => entry.body.family === family && entry.body.table === name);
  const rules = own.filter(({ kind }) => kind === 'rule');
  const lines = locatePointers(
    text,
    rules.map(({ pointer }) => pointer),
  );
  const byChain = new Map<JsonValue | undefined, Entry[]>();
  for (const rule of rules) {
    const known = byChain.get(rule.body.chain);
    if (known === undefined) byChain.set(rule.body.chain, [rule]);
    else known.push(rule);
  }
  const chains = own
    .filter(({ kind }) => kind === 'chain')
    .flatMap(({ body: chain }) =>
      readChain(chain, byChain.get(chain.name) ?? [], lines, `table ${family} ${name}`, warnings),
    );
  return [{ family, name, chains, sets: readSets(own) }];
}

function isDormant({ flags }: JsonObject): boolean {
  return flags === 'dormant' || (isJsonArray(flags) && flags.includes('dormant'));
}

function readSets(own: readonly Entry[]): ReadonlyMap<string, readonly JsonValue[]> {
  return new Map(
    own.flatMap(({ kind, body }): [string, readonly JsonValue[]][] => {
      if (kind !== 'set' || typeof body.name !== 'string' || isJsonArray(body.type)) return [];
      return [[body.name, isJsonArray(body.elem) ? body.elem : []]];
    }),
  );
}

function readChain(
  chain: JsonObject,
  rules: readonly Entry[],
  lines: ReturnType<typeof locatePointers>,
  where: string,
  warnings: string[],
): NftChain[] {
  const { name, type, hook, prio, policy } = chain;
  if (typeof name !== 'string') return [];
  const base =
    typeof type === 'string' && typeof hook === 'string' && typeof prio === 'number'
      ? baseChainOf(type, hook, prio)
      : undefined;
  if (hook !== undefined && base === undefined) {
    warnings.push(`${where}: chain ${name} at hook ${nftWords(hook)} is not simulated`);
  }
  return [
    {
      name,
      ...(base === undefined ? {} : { base, policy: policy === 'drop' ? ('DROP' as const) : ('ACCEPT' as const) }),
      rules: rules.map(({ body, pointer }) => readRule(body, lines.get(pointer)?.line ?? 1)),
    },
  ];
}

function readRule({ expr, comment }: JsonObject, line: number): NftRule {
  const expressions = isJsonArray(expr) ? expr : [];
  return {
    expressions,
    text: expressions.map(nftWords).join(' '),
    line,
    ...(typeof comment === 'string' ? { comment } : {}),
  };
}
