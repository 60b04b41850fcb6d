import type { Hop, Path } from '../../../trace/model/Trace.js';
import type { PlaceReport } from '../../request/RequestReport.js';
import type { RuleHit } from '../../request/rulesTaken.js';
import type { Claim } from '../Claim.js';

/** A packet that goes round for ever counts more than this. */
const ROUND_AND_ROUND = 5;

/** Each rule of iptables that a hop's packets are said to meet has counted one; of a loop, many. */
export function* ruleClaims({ where, steps }: Hop, places: readonly PlaceReport[], loops: boolean): Iterable<Claim> {
  const hits = hitsAt(where, places);
  const least = loops ? ROUND_AND_ROUND : 1;
  for (const coordinate of new Set(steps.flatMap(coordinatesOf))) {
    const packets = hits.filter((hit) => hit.coordinate === coordinate).reduce((sum, hit) => sum + hit.packets, 0);
    yield {
      step: `${where}: ${coordinate}`,
      predicted: loops ? `counts more than ${least - 1} packets` : 'counts packets',
      observed: packets === 0 ? `counted none${insteadOf(hits)}` : `counted ${packets}`,
      agrees: packets >= least,
    };
  }
}

/** In a namespace that the path passes, no nat rule but those that it names has counted a packet. Only nat counts connections. */
export function* otherRuleClaims({ hops }: Path, places: readonly PlaceReport[]): Iterable<Claim> {
  for (const where of new Set(hops.map((hop) => hop.where))) {
    const own = hops.filter((hop) => hop.where === where);
    const named = new Set(own.flatMap(({ steps }) => steps.flatMap(coordinatesOf)));
    const others = natHits(hitsAt(where, places)).filter(({ coordinate }) => !named.has(coordinate));
    yield {
      step: `${where}: other rules of nat`,
      predicted: 'count nothing',
      observed: others.map(({ coordinate, packets, rule }) => `${coordinate} counted ${packets}: ${rule}`).join(', '),
      agrees: others.length === 0,
    };
  }
}

/** Rules that iptables shows: policies, ends of chains and nftables' own rules have no counter to read. */
function coordinatesOf({ evidence }: Hop['steps'][number]): readonly string[] {
  return evidence.flatMap((one) =>
    one.kind === 'rule' && /^(?:\[\d+:\d+\] )?-A /.test(one.rule) ? [one.coordinate] : [],
  );
}

function hitsAt(where: string, places: readonly PlaceReport[]): readonly RuleHit[] {
  return places.find((place) => place.where === where)?.rules ?? [];
}

/** Names are asked for by UDP meanwhile. */
function natHits(hits: readonly RuleHit[]): readonly RuleHit[] {
  return hits.filter(({ table, rule }) => table === 'nat' && !rule.includes(' -p udp '));
}

function insteadOf(hits: readonly RuleHit[]): string {
  const nat = natHits(hits);
  return nat.length === 0 ? '' : `; in nat ${nat.map(({ coordinate }) => coordinate).join(', ')} did`;
}
