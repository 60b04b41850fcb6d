import type { Hook } from '../../../../src/netfilter/model/Hook.js';
import type { MatchKind } from '../../../../src/netfilter/match/Match.js';
import { matchGenerators } from './matchGenerators.js';
import type { Rng } from './Rng.js';
import { wordsOf, type ProtocolName, type RuleContext, type TableName } from './RuleContext.js';
import type { ChainDraft, RuleSetDraft, TableDraft } from './RuleSetDraft.js';
import { targetGenerators, type TargetFile } from './targetGenerators.js';

const HOOKS: Readonly<Record<TableName, readonly Hook[]>> = {
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
};

export const matchKinds = Object.keys(matchGenerators) as readonly MatchKind[];
export const targetFiles = Object.keys(targetGenerators) as readonly TargetFile[];

/** What a rule set is rich in, so that seldom modules have their turn. */
export interface Emphasis {
  readonly matches: readonly MatchKind[];
  readonly targets: readonly TargetFile[];
  /** Modules whose decision is `unknown` by design may occur. */
  readonly foreign: boolean;
  /** The rule set decides by chance in places. */
  readonly chance: boolean;
}

export function pickEmphasis(rng: Rng): Emphasis {
  return {
    matches: rng.some(matchKinds, 4),
    targets: rng.some(targetFiles, 3),
    foreign: rng.chance(2),
    chance: rng.chance(8),
  };
}

/** A random rule set that iptables-restore takes. */
export function generateIptables(rng: Rng, loader: 'nft' | 'legacy', family: 4 | 6, emphasis: Emphasis): RuleSetDraft {
  const all: readonly TableName[] = ['raw', 'mangle', 'nat', 'filter', 'security'];
  const tables = all.filter((name) => rng.chance({ raw: 45, mangle: 60, nat: 75, filter: 60, security: 15 }[name]));
  const chosen = tables.length === 0 ? (['nat'] as const) : tables;
  return { loader, family, tables: chosen.map((name) => generateTable(rng, loader, family, name, emphasis)) };
}

function generateTable(
  rng: Rng,
  loader: 'nft' | 'legacy',
  family: 4 | 6,
  table: TableName,
  emphasis: Emphasis,
): TableDraft {
  const hooks = HOOKS[table];
  const users = Array.from({ length: rng.pick([0, 1, 2, 3, 4, 6]) }, (_, at) => ({
    name: `${table.slice(0, 1).toUpperCase()}${at}`,
    hooks: rng.chance(60) ? rng.some(hooks, 1) : rng.some(hooks, rng.between(1, hooks.length)),
    at,
  }));
  const base = { rng, loader, family, table, words: wordsOf(family) };
  const builtins = hooks.map((hook): ChainDraft => {
    const callable = users.filter((user) => user.hooks.includes(hook)).map(({ name }) => name);
    const context = { ...base, hooks: [hook], builtin: true, callable };
    const policy = rng.chance(table === 'nat' ? 1 : 4) ? 'DROP' : 'ACCEPT';
    return { name: hook, policy, rules: generateRules(context, rng.pick([0, 1, 2, 3, 4, 6]), emphasis) };
  });
  const called = users.map((user): ChainDraft => {
    // Calls lead to later chains only, which may be met from every hook that leads here.
    const callable = users
      .filter((other) => other.at > user.at && user.hooks.every((hook) => other.hooks.includes(hook)))
      .map(({ name }) => name);
    const context = { ...base, hooks: user.hooks, builtin: false, callable };
    return { name: user.name, rules: generateRules(context, rng.pick([0, 1, 2, 3, 4, 5]), emphasis) };
  });
  return { name: table, chains: [...builtins, ...called] };
}

type PartContext = Omit<RuleContext, 'protocol'>;

function generateRules(context: PartContext, count: number, emphasis: Emphasis): readonly string[] {
  return Array.from({ length: count }, () => generateRule(context, emphasis));
}

function generateRule(part: PartContext, emphasis: Emphasis): string {
  const { rng } = part;
  const protocol = pickProtocol(part, emphasis);
  const context: RuleContext = { ...part, protocol };
  const words: string[] = protocol === undefined ? [] : ['-p', protocol];
  if (protocol !== undefined && rng.chance(40)) words.push(...headerWords(context));
  const count = rng.pick([0, 0, 1, 1, 1, 2, 3]);
  const taken = new Set<MatchKind>();
  for (let i = 0; i < count; i += 1) {
    const kind = pickMatch(context, emphasis, taken);
    if (kind === undefined) continue;
    taken.add(kind);
    words.push(...matchGenerators[kind].write(context));
  }
  // `-p` counts for what stands behind it, so a protocol among the matches comes first.
  if (rng.chance(88)) words.push(...targetGenerators[pickTarget(context, emphasis)].write(context));
  return words.join(' ');
}

function pickProtocol(context: PartContext, emphasis: Emphasis): ProtocolName | undefined {
  const { rng, family } = context;
  const icmp = family === 4 ? 'icmp' : 'ipv6-icmp';
  const rare = (['sctp', 'dccp', 'icmp'] as const).filter((kind) => emphasis.matches.includes(kind));
  if (rare.length > 0 && rng.chance(20)) {
    const kind = rng.pick(rare);
    return kind === 'icmp' ? icmp : kind;
  }
  return rng.weighted<ProtocolName | undefined>([
    [undefined, 45],
    ['tcp', 34],
    ['udp', 16],
    [icmp, 3],
    ['sctp', 1],
  ]);
}

/** The header match of the rule's own protocol. */
function headerWords(context: RuleContext): readonly string[] {
  const { protocol } = context;
  const kind = protocol === 'ipv6-icmp' ? 'icmp' : protocol;
  return kind === undefined ? [] : matchGenerators[kind].write(context);
}

const HEADERS: readonly MatchKind[] = ['tcp', 'udp', 'udplite', 'sctp', 'dccp', 'icmp'];

function pickMatch(context: RuleContext, emphasis: Emphasis, taken: ReadonlySet<MatchKind>): MatchKind | undefined {
  const fitting = matchKinds.filter((kind) => {
    const { fits, foreign } = matchGenerators[kind];
    if (taken.has(kind) || HEADERS.includes(kind) || !fits(context)) return false;
    if (kind === 'statistic' && !emphasis.chance) return false;
    return foreign !== true || emphasis.foreign;
  });
  if (fitting.length === 0) return undefined;
  return context.rng.weighted(fitting.map((kind) => [kind, emphasis.matches.includes(kind) ? 10 : 2] as const));
}

function pickTarget(context: RuleContext, emphasis: Emphasis): TargetFile {
  const fitting = targetFiles.filter((kind) => {
    const { fits, foreign } = targetGenerators[kind];
    return fits(context) && (foreign !== true || emphasis.foreign);
  });
  return context.rng.weighted(
    fitting.map((kind) => [kind, targetGenerators[kind].weight * (emphasis.targets.includes(kind) ? 4 : 1)] as const),
  );
}
