import type { Hop, Path } from '../../../trace/model/Trace.js';
import type { PlaceReport } from '../../request/RequestReport.js';
import type { RuleHit } from '../../request/rulesTaken.js';
import type { Claim } from '../Claim.js';
import type { RulesByPlace } from '../nameQueryRules.js';

/** A packet that goes round for ever counts more than this. */
const ROUND_AND_ROUND = 5;

/** Each rule of iptables that a hop's packets are said to meet has counted one; of one that the packets come to again and again, many. */
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

/** In a namespace that the path passes, no nat rule but those that it names has counted a packet. Only nat counts connections. `background`: what counts anyway. */
export function* otherRuleClaims(
  { hops }: Path,
  places: readonly PlaceReport[],
  background: RulesByPlace,
): Iterable<Claim> {
  for (const where of new Set(hops.map((hop) => hop.where))) {
    const own = hops.filter((hop) => hop.where === where);
    if (own.some(deniesConnection)) continue;
    const named = new Set(own.flatMap(({ steps }) => steps.flatMap(coordinatesOf)));
    const always = background.get(where);
    const others = natHits(hitsAt(where, places)).filter(
      ({ coordinate }) => !named.has(coordinate) && always?.has(coordinate) !== true,
    );
    yield {
      step: `${where}: other rules of nat`,
      predicted: 'count nothing',
      observed: others.map(({ coordinate, packets, rule }) => `${coordinate} counted ${packets}: ${rule}`).join(', '),
      agrees: others.length === 0,
    };
  }
}

/**
 * A network filter denies when it has seen bytes; by then tcp_proxy, which it stands before, has connected to the application (Envoy
 * 1.40 measured), and what it counted for that is nobody's prediction.
 */
function deniesConnection({ steps }: Hop): boolean {
  return steps.some(({ kind, outcome }) => kind === 'network_filter' && outcome === 'denied');
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

/** Hits in nat, without those of names that are asked for by UDP meanwhile: rules about UDP, and the chains that they lead to. */
function natHits(hits: readonly RuleHit[]): readonly RuleHit[] {
  const nat = hits.filter(({ table }) => table === 'nat');
  const chains = new Set<string>();
  let known: number;
  do {
    known = chains.size;
    for (const { coordinate, rule } of nat) {
      const target = / -j (\S+)$/.exec(rule)?.[1];
      if (target !== undefined && (isUdp(rule) || chains.has(chainOf(coordinate)))) chains.add(target);
    }
  } while (chains.size > known);
  return nat.filter(({ coordinate, rule }) => !isUdp(rule) && !chains.has(chainOf(coordinate)));
}

function isUdp(rule: string): boolean {
  return rule.includes(' -p udp ');
}

function chainOf(coordinate: string): string {
  return coordinate.split(':')[1] ?? '';
}

function insteadOf(hits: readonly RuleHit[]): string {
  const nat = natHits(hits);
  return nat.length === 0 ? '' : `; in nat ${nat.map(({ coordinate }) => coordinate).join(', ')} did`;
}
