import type { Observation } from './contract.js';
import type { LikelyOutcome, Outcome, Prediction } from './predict/Prediction.js';

/** What a case came to. */
export type Verdict =
  | { readonly kind: 'agreement'; readonly outcome: LikelyOutcome }
  | { readonly kind: 'disagreement' }
  /** The evaluator does not decide. */
  | { readonly kind: 'abstention'; readonly why: string };

/** Whether the kernel did one of the things that were predicted. */
export function judge(prediction: Prediction, seen: Observation): Verdict {
  if (prediction.kind === 'unknown') return { kind: 'abstention', why: prediction.why };
  const outcome = prediction.outcomes.find((one) => agrees(one, seen));
  return outcome === undefined ? { kind: 'disagreement' } : { kind: 'agreement', outcome };
}

function agrees(outcome: Outcome, seen: Observation): boolean {
  const { senderSees, reached, hits, open } = outcome;
  return (
    senderSees === seen.senderSees &&
    isReached(reached, seen.reached) &&
    textOfHits(hits, open) === textOfHits(seen.hits, open)
  );
}

/** A port that a rule picks at random among all is not known to the evaluator, which then says 0. */
function isReached(predicted: Outcome['reached'], seen: Observation['reached']): boolean {
  if (predicted === undefined || seen === undefined) return predicted === seen;
  const peer = predicted.peer.endsWith(':0') ? seen.peer.replace(/:\d+$/, ':0') : seen.peer;
  return JSON.stringify(predicted) === JSON.stringify({ ...seen, peer });
}

function textOfHits(hits: Outcome['hits'], open: readonly string[]): string {
  const compared = Object.entries(hits).filter(([name]) => !open.includes(name));
  return JSON.stringify(compared.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How a prediction and what was seen differ, a line each. */
export function differences(prediction: Prediction, seen: Observation): readonly string[] {
  if (prediction.kind === 'unknown') return [`not decided: ${prediction.why}`];
  const [outcome] = prediction.outcomes;
  if (outcome === undefined) return [];
  const names = new Set([...Object.keys(outcome.hits), ...Object.keys(seen.hits)]);
  return [
    ...differs('the sender sees', outcome.senderSees, seen.senderSees),
    ...differs('reached', JSON.stringify(outcome.reached), JSON.stringify(seen.reached)),
    ...[...names]
      .filter((name) => !outcome.open.includes(name))
      .flatMap((name) => differs(name, String(outcome.hits[name] ?? 0), String(seen.hits[name] ?? 0))),
  ];
}

function differs(what: string, predicted: string | undefined, seen: string | undefined): readonly string[] {
  return predicted === seen ? [] : [`${what}: predicted ${predicted ?? 'none'}, seen ${seen ?? 'none'}`];
}
