import type { ConntrackState } from '../../model/ConntrackView.js';
import type { Hook } from '../../model/Hook.js';
import { ACCEPT, type Outcome } from '../hooks/Outcome.js';
import { inOrder } from '../hooks/inOrder.js';
import { walkChain } from '../hooks/walkChain.js';
import type { ChainInForce } from '../hooks/hookStages.js';
import { plainStep, type Journey } from '../Journey.js';
import { rewriteError } from './rewriteError.js';
import { rewriteKnown } from './rewriteKnown.js';
import { takeSocketAway } from './takeSocketAway.js';

/**
 * The nat dispatcher. Only tracked packets meet it. A new flow's first packet asks the nat chains of the hook, by priority, until
 * one translates; ACCEPT in one does not keep the next from translating. The decision, also "no rule matched", holds for the whole
 * flow; later packets and replies are rewritten without any rule (kernel 6.18 measured; `nf_nat_inet_fn`).
 */
export function natStage(journey: Journey, hook: Hook, groups: readonly (readonly ChainInForce[])[]): Outcome {
  const before = journey.packet;
  const outcome = translate(journey, hook, groups);
  if (hook === 'INPUT' && outcome.kind !== 'end') takeSocketAway(journey, before);
  return outcome;
}

function translate(journey: Journey, hook: Hook, groups: readonly (readonly ChainInForce[])[]): Outcome {
  if (journey.tracking.kind !== 'flow') return ACCEPT;
  const rewritesDestination = hook === 'PREROUTING' || hook === 'OUTPUT';
  if (journey.error?.quoted !== undefined) return translateError(journey, hook, rewritesDestination);
  if (isDecided(journey, rewritesDestination)) {
    const effects = rewriteKnown(journey, rewritesDestination ? 'destination' : 'source');
    if (effects.length > 0) plainStep(journey, { kind: 'conntrack', hook, verdict: 'nat', effects });
    return ACCEPT;
  }
  const outcome = consult(journey, hook, groups, rewritesDestination);
  remember(journey, rewritesDestination);
  if (outcome.kind !== 'end' && isRelated(journey))
    rewriteKnown(journey, rewritesDestination ? 'destination' : 'source');
  return outcome;
}

/** An ICMP error asks no chain: it is translated with the packet that it quotes (`nf_nat_icmp_reply_translation`). */
function translateError(journey: Journey, hook: Hook, rewritesDestination: boolean): Outcome {
  const effects = rewriteError(journey, rewritesDestination ? 'destination' : 'source');
  if (effects.length > 0) plainStep(journey, { kind: 'conntrack', hook, verdict: 'nat', effects });
  return ACCEPT;
}

/** Also "no rule matched" is a decision. */
function remember(journey: Journey, rewritesDestination: boolean): void {
  const { tracking } = journey;
  if (tracking.kind !== 'flow') return;
  const decided = rewritesDestination ? { destinationDecided: true } : { sourceDecided: true };
  journey.tracking = { ...tracking, flow: { ...tracking.flow, ...decided } };
}

function isDecided(journey: Journey, rewritesDestination: boolean): boolean {
  const { tracking } = journey;
  if (tracking.kind !== 'flow' || !mayAsk(tracking.state)) return true;
  return rewritesDestination ? tracking.flow.destinationDecided : tracking.flow.sourceDecided;
}

/** A reset of REJECT gets what its flow has for the other direction, whatever a rule decides for the flow now. */
function isRelated({ tracking }: Journey): boolean {
  return tracking.kind === 'flow' && tracking.state === 'RELATED';
}

/** A reset of REJECT, RELATED to a flow that has yet to be decided, asks as the first packet would have. */
function mayAsk(state: ConntrackState): boolean {
  return state === 'NEW' || state === 'RELATED';
}

function consult(
  journey: Journey,
  hook: Hook,
  groups: readonly (readonly ChainInForce[])[],
  rewritesDestination: boolean,
): Outcome {
  for (const group of groups) {
    for (const chain of inOrder(journey, hook, group)) {
      const outcome = walkChain(journey, hook, chain);
      if (outcome.kind === 'end' || isTranslated(journey, rewritesDestination)) return outcome;
    }
  }
  return ACCEPT;
}

function isTranslated({ tracking }: Journey, rewritesDestination: boolean): boolean {
  return (
    tracking.kind === 'flow' && (rewritesDestination ? tracking.flow.destinationDecided : tracking.flow.sourceDecided)
  );
}
