import type { SentPacket } from './contract.js';
import type { RuleSetDraft, TableDraft } from './generate/RuleSetDraft.js';

/** Rules and a packet that show a disagreement. */
export interface Specimen {
  readonly drafts: readonly RuleSetDraft[];
  readonly packet: SentPacket;
}

/** How often a smaller specimen is tried: each costs a load. */
const MOST_TRIES = 400;

/** A smaller specimen for which `persists` still says yes: fewer rules and chains, then a simpler packet. */
export function shrink(specimen: Specimen, persists: (smaller: Specimen) => boolean): Specimen {
  let best = specimen;
  let tries = 0;
  for (let found = true; found;) {
    found = false;
    for (const smaller of candidates(best)) {
      if (tries >= MOST_TRIES) return best;
      tries += 1;
      if (!persists(smaller)) continue;
      best = smaller;
      found = true;
      break;
    }
  }
  return best;
}

function* candidates({ drafts, packet }: Specimen): Generator<Specimen> {
  if (drafts.length > 1) {
    for (const at of drafts.keys()) yield { drafts: drafts.filter((_, other) => other !== at), packet };
  }
  for (const [at, draft] of drafts.entries()) {
    for (const tables of fewerTables(draft.tables)) {
      yield { drafts: drafts.map((one, other) => (other === at ? { ...draft, tables } : one)), packet };
    }
  }
  for (const simpler of simplerPackets(packet)) yield { drafts, packet: simpler };
}

function* fewerTables(tables: readonly TableDraft[]): Generator<readonly TableDraft[]> {
  if (tables.length > 1) for (const at of tables.keys()) yield tables.filter((_, other) => other !== at);
  for (const [at, table] of tables.entries()) {
    const withChains = (chains: TableDraft['chains']): readonly TableDraft[] =>
      tables.map((one, other) => (other === at ? { ...table, chains } : one));
    for (const [place, chain] of table.chains.entries()) {
      const { rules } = chain;
      const withRules = (kept: readonly string[]): readonly TableDraft[] =>
        withChains(table.chains.map((one, other) => (other === place ? { ...chain, rules: kept } : one)));
      if (rules.length > 1) yield withRules([]);
      for (const rule of rules.keys()) yield withRules(rules.filter((_, other) => other !== rule));
      const called = table.chains.some((other) => other.rules.some((text) => text.split(/\s+/).includes(chain.name)));
      if (rules.length === 0 && !called && (chain.policy === undefined || chain.hook !== undefined)) {
        yield withChains(table.chains.filter((_, other) => other !== place));
      }
      if (chain.policy === 'DROP') {
        yield withChains(
          table.chains.map((one, other) => (other === place ? { ...chain, policy: 'ACCEPT' as const } : one)),
        );
      }
    }
  }
}

function* simplerPackets(packet: SentPacket): Generator<SentPacket> {
  const { source: _, ...anySource } = packet;
  if (packet.direction === 'out' && packet.source !== undefined && !packet.transparent) yield anySource;
  if (packet.groups.length > 0) yield { ...packet, groups: [] };
  if (packet.mark !== 0) yield { ...packet, mark: 0 };
  if (packet.uid !== 0 || packet.gid !== 0) yield { ...packet, uid: 0, gid: 0 };
  if (packet.transparent) yield { ...packet, transparent: false };
}
