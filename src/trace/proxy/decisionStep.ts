import type { Decision } from '../../logic/Decision.js';
import type { StepKind, StepOutcome } from '../model/Step.js';
import type { StepDraft } from '../walk/PathBuilder.js';
import type { ProxyNode } from '../world/PodNode.js';
import { jsonEvidence } from './jsonEvidence.js';

/** A matcher's decision as a step: its criteria, its near misses, and the place in the dump that decided. */
export function decisionStep(
  proxy: ProxyNode,
  kind: StepKind,
  decision: Decision<unknown>,
  summary: string,
  rest: Partial<StepDraft> = {},
): StepDraft {
  return {
    kind,
    outcome: outcomeOf(decision),
    summary,
    because: decision.because,
    skipped: decision.skipped,
    ...(decision.consulted === undefined ? {} : { consulted: decision.consulted }),
    evidence: decision.at === undefined ? [] : jsonEvidence(proxy, decision.at),
    ...(decision.unknown === undefined ? {} : { unknown: decision.unknown }),
    ...rest,
  };
}

function outcomeOf({ truth }: Decision<unknown>): StepOutcome {
  if (truth === 'unknown') return 'unknown';
  return truth === 'yes' ? 'matched' : 'no_match';
}
