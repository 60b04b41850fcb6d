import { evaluateHttpRbac } from '../../envoy/http/filter/evaluateHttpRbac.js';
import type { HttpFilter } from '../../envoy/model/HttpFilter.js';
import type { Rbac } from '../../envoy/model/Rbac.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { answered } from './answered.js';
import type { FilterResult } from './httpFilters.js';
import type { HttpVisit } from './HttpVisit.js';
import { jsonEvidence } from './jsonEvidence.js';

/** `envoy.filters.http.rbac`: 403 where the policies do not allow the request; no configuration: off for this route. */
export function httpRbac(
  context: WalkContext,
  http: HttpVisit,
  filter: HttpFilter,
  rbac: Rbac | undefined,
  at: string,
): FilterResult {
  const { path } = context;
  const { visit, input } = http;
  const { proxy } = visit;
  if (rbac === undefined) {
    path.add({
      kind: 'http_filter',
      outcome: 'passed',
      subject: filter.name,
      summary: `${filter.name} is off for this route`,
      evidence: jsonEvidence(proxy, at),
    });
    return { kind: 'next', http };
  }
  const {
    reply,
    policy: decisive,
    because,
    skipped,
    dynamicMetadata,
    unknown,
    ...outcome
  } = evaluateHttpRbac(rbac, input);
  const policy = decisive ?? 'none';
  const evidence = jsonEvidence(proxy, outcome.at);
  if (unknown !== undefined) {
    path.add({
      kind: 'http_filter',
      outcome: 'unknown',
      summary: `${filter.name}: ${unknown}`,
      because,
      skipped,
      evidence,
      unknown,
    });
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  if (rbac.matcher === undefined && rbac.rules !== undefined) {
    const value = { allowed: reply === undefined, ...(decisive === undefined ? {} : { policy: decisive }) };
    const decision = { truth: 'yes', value, at: outcome.at, because, skipped } as const;
    path.decided({ kind: 'policy', rules: rbac.rules, context: input, decision });
  }
  const enforces = rbac.rules !== undefined || rbac.matcher !== undefined;
  const summary = enforces
    ? `${reply === undefined ? 'allows' : 'denies'} (policy ${policy})`
    : 'has no rules to enforce';
  path.add({
    kind: 'http_filter',
    outcome: reply === undefined ? 'passed' : 'denied',
    subject: enforces ? policy : filter.name,
    summary: `${filter.name} ${summary}`,
    because,
    skipped,
    evidence,
  });
  if (reply === undefined) return { kind: 'next', http: { ...http, input: { ...input, dynamicMetadata } } };
  return answered(context, http, reply, `${podLabel(visit.pod)} denies the request`, 'DENIED');
}
