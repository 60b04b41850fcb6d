import type { ListenerFilterRun, ListenerFilterStep } from '../../envoy/listener/ListenerFilterRun.js';
import type { Listener } from '../../envoy/model/Listener.js';
import type { StepOutcome } from '../model/Step.js';
import { connectionClosed } from '../walk/connectionEnded.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import type { ProxyNode } from '../world/PodNode.js';
import { jsonEvidence } from './jsonEvidence.js';
import { listenerLabel } from './listenerLabel.js';

const OUTCOMES: Readonly<Record<ListenerFilterStep['outcome'], StepOutcome>> = {
  detected: 'matched',
  passed: 'passed',
  disabled: 'passed',
  waited: 'passed',
  refused: 'denied',
  unknown: 'unknown',
};

/** The steps of a listener's filters; those that found nothing of interest are left out. */
export function addFilterSteps(
  { path }: WalkContext,
  proxy: ProxyNode,
  listener: Listener,
  run: ListenerFilterRun,
): void {
  if (listener.listenerFilters.some(({ disabled }) => disabled !== undefined)) path.consults('filter_disabled');
  for (const { filter, outcome, summary, because } of run.steps) {
    path.add({
      kind: 'listener_filter',
      outcome: OUTCOMES[outcome],
      summary: `${filter.name}: ${summary}`,
      because,
      evidence: jsonEvidence(proxy, filter.at),
      ...(outcome === 'unknown' && run.unknown !== undefined ? { unknown: run.unknown } : {}),
    });
  }
  if (run.delayMs > 0)
    path.add({
      kind: 'listener_filter',
      outcome: 'passed',
      summary: `waits ${run.delayMs} ms for the client (listener_filters_timeout of ${listenerLabel(listener)})`,
    });
}

/** The verdict of a connection that its listener filters do not let go on. */
export function filtersEnd(context: WalkContext, listener: Listener, run: ListenerFilterRun): WalkState {
  if (run.end === 'unknown')
    return { kind: 'end', verdict: indeterminate(run.unknown ?? `the listener filters of ${listenerLabel(listener)}`) };
  if (run.end === 'refused') {
    const { filter, summary = '' } = run.steps.at(-1) ?? {};
    const why = `${filter?.name ?? 'a listener filter'}: ${summary}`;
    return connectionClosed(context, 'NO_MATCH', `Listener ${listenerLabel(listener)} drops the connection: ${why}.`, {
      end: 'closed',
    });
  }
  const sentence = `Listener ${listenerLabel(listener)} drops the connection: the client sent nothing within ${run.delayMs} ms.`;
  return connectionClosed(context, 'NO_MATCH', sentence, { end: 'closed' });
}
