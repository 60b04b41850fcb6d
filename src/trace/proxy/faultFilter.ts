import { evaluateFault } from '../../envoy/http/filter/evaluateFault.js';
import type { HttpFault, HttpFilter } from '../../envoy/model/HttpFilter.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { answered } from './answered.js';
import type { FilterResult } from './httpFilters.js';
import type { HttpVisit } from './HttpVisit.js';
import { jsonEvidence } from './jsonEvidence.js';

/** Injected faults: a delay holds the request up, an abort answers it. */
export function faultFilter(
  context: WalkContext,
  http: HttpVisit,
  filter: HttpFilter,
  fault: HttpFault,
  at: string,
): FilterResult {
  const { path, choose } = context;
  const outcome = evaluateFault(fault, http.input, http.cluster?.name, choose);
  if (outcome.unknown !== undefined) {
    path.add({
      kind: 'http_filter',
      outcome: 'unknown',
      summary: `${filter.name}: ${outcome.unknown}`,
      because: outcome.because,
      unknown: outcome.unknown,
    });
    return { kind: 'end', verdict: indeterminate(outcome.unknown) };
  }
  const summary = [
    ...(outcome.delayMs === undefined ? [] : [`delays by ${outcome.delayMs} ms`]),
    ...(outcome.reply === undefined ? [] : ['aborts']),
  ].join(', then ');
  path.add({
    kind: 'http_filter',
    outcome: outcome.reply === undefined ? 'passed' : 'answered',
    subject: filter.name,
    summary: summary === '' ? `${filter.name}: no fault` : `${filter.name} ${summary}`,
    because: outcome.because,
    evidence: jsonEvidence(http.visit.proxy, outcome.abortAt ?? outcome.delayAt ?? at),
  });
  if (outcome.reply === undefined)
    return { kind: 'next', http: { ...http, delayMs: http.delayMs + (outcome.delayMs ?? 0) } };
  return answered(context, http, outcome.reply, 'An injected fault answers');
}
