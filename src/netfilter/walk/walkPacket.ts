import type { Choose } from '../../logic/Fork.js';
import type { Truth } from '../../logic/Truth.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import type { Ask } from './explore/Ask.js';
import { explore } from './explore/explore.js';
import { rememberChoices } from './explore/rememberChoices.js';
import type { Conversation, Flow, Opening } from './flow/Flow.js';
import { conntrackInUse } from './flow/conntrackInUse.js';
import type { Tracking } from './flow/Tracking.js';
import { sameTuple } from './flow/tuple.js';
import type { Outcome } from './hooks/Outcome.js';
import { tablesInForce, type TableInForce } from './hooks/TableInForce.js';
import type { ErrorPacket, Journey, PacketNow } from './Journey.js';
import type { Netns } from './netns/Netns.js';
import type { PacketWalk, Refusal, WalkEnd } from './PacketWalk.js';

/** How many rules one packet may meet, in all runs together. */
const BUDGET = 500_000;

/** A packet at its start. */
export interface Start {
  readonly opening: Opening;
  readonly packet: PacketNow;
  readonly local: boolean;
  readonly isReply: boolean;
  readonly invalid: boolean;
  readonly known: readonly Flow[];
  readonly connected: MatchEnv['connectedSocket'];
  readonly accepted: Conversation['accepted'];
  /** A later fragment, where conntrack does not put fragments together. */
  readonly fragment?: boolean;
  /** The packet carries this flow from the start, as RELATED to it. */
  readonly related?: NonNullable<Refusal['flow']>;
  readonly error?: ErrorPacket;
  /** It answers a packet that is not tracked, to iptables' CT as if it had a flow. */
  readonly attached?: true;
}

/** Runs `path` with the packet, once for each answer to what the facts leave open, and says whether they decide its end. */
export function walkPacket(
  netns: Netns,
  start: Start,
  path: (journey: Journey) => Outcome,
  choose: Choose,
): PacketWalk {
  const tables = tablesInForce(netns.ruleSets);
  const tracks = conntrackInUse(
    tables.map(({ table }) => table),
    start.packet.family,
  );
  const marks = marksTemplates(tables);
  const budget = { left: BUDGET };
  const choices = rememberChoices(choose);
  const flows = new Set<string>();

  const { result, asked, decisive } = explore(
    (ask): PacketWalk => {
      const conntrack = usesConntrack(tracks, ask);
      const journey: Journey = {
        ...start,
        packet: start.fragment === true && !conntrack ? { ...start.packet, fragment: true } : start.packet,
        netns,
        tables,
        conntrack,
        ask,
        choose: choices.begin(),
        steps: [],
        uncounted: [],
        error: start.error,
        marksTemplates: marks,
        tracking: trackingOf(start, conntrack),
        assigned: undefined,
        early: undefined,
        outDevice: '',
        headerWrites: 0,
        orders: new Map(),
        budget,
      };
      return finish(journey, path(journey));
    },
    (walk) => {
      flows.add(JSON.stringify(walk.conversation.flows));
      return endText(walk.end);
    },
  );
  const unknown = asked.map(({ what }) => what);
  if (decisive === undefined) {
    const uncertain = flows.size > 1 ? unknown.join('; ') : undefined;
    return {
      ...result,
      unknown,
      conversation: { ...result.conversation, ...(uncertain === undefined ? {} : { uncertain }) },
    };
  }
  return { ...result, unknown, end: { kind: 'unknown', why: decisive.what } };
}

function usesConntrack(tracks: Truth, ask: Ask): boolean {
  if (tracks !== 'unknown') return tracks === 'yes';
  return ask({ what: 'whether any rule brings conntrack in (only unsupported ones might)', answers: 2 }) === 1;
}

/** Whether a rule of iptables' raw sets connection marks. */
function marksTemplates(tables: readonly TableInForce[]): boolean {
  const rules = tables.flatMap(({ table }) =>
    table.name === 'raw' ? table.chains.flatMap((chain) => chain.rules) : [],
  );
  return rules.some(({ target }) => target?.kind === 'CONNMARK' && target.operation !== 'restore');
}

/** Nothing is related where conntrack does not run. */
function trackingOf({ related, attached }: Start, conntrack: boolean): Tracking {
  if (attached) return { kind: 'none', attached };
  if (related === undefined || !conntrack) return { kind: 'none' };
  return { kind: 'flow', ...related, state: 'RELATED' };
}

function finish(journey: Journey, outcome: Outcome): PacketWalk {
  const end: WalkEnd = outcome.kind === 'end' ? outcome.end : { kind: 'unknown', why: 'the packet has no end' };
  const { opening, accepted } = journey;
  const uncounted = journey.uncounted.length === 0 ? {} : { uncounted: journey.uncounted };
  return {
    steps: journey.steps,
    ...uncounted,
    end,
    unknown: [],
    conversation: { opening, flows: flowsAfter(journey), accepted },
  };
}

/** The flow that the packet took is the latest; one that it took before is replaced. */
function flowsAfter({ tracking, known, packet, isReply }: Journey): readonly Flow[] {
  const isData = !isReply && packet.tcpFlags?.includes('PSH') === true;
  const passed = (flow: Flow): Flow => (isData ? { ...flow, missedData: true } : flow);
  if (tracking.kind !== 'flow') return known.map(passed);
  const { flow } = tracking;
  const others = known.filter(({ zone, original }) => zone !== flow.zone || !sameTuple(original, flow.original));
  return [flow, ...others.map(passed)];
}

/** Two ends with the same text are the same for whoever sent the packet; the mark is no part of it. */
function endText(end: WalkEnd): string {
  switch (end.kind) {
    case 'dropped':
    case 'rejected':
      return `${end.kind} ${end.senderSees}`;
    case 'local':
    case 'wire':
      return JSON.stringify({ ...end, mark: 0, tos: 0 });
    case 'unroutable':
      return `unroutable ${end.senderSees}`;
    case 'unknown':
      return `unknown ${end.why}`;
  }
}
