import { localReply } from '../../envoy/http/localReply.js';
import { evaluateRbac } from '../../envoy/rbac/evaluateRbac.js';
import { evaluateRbacMatcher } from '../../envoy/rbac/evaluateRbacMatcher.js';
import type { HttpFilter } from '../../envoy/model/HttpFilter.js';
import type { Rbac } from '../../envoy/model/Rbac.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { answered } from './answered.js';
import { decisionStep } from './decisionStep.js';
import type { FilterResult } from './httpFilters.js';
import type { HttpVisit } from './HttpVisit.js';
import { jsonEvidence } from './jsonEvidence.js';
import { shadowMetadata } from './shadowMetadata.js';

/** `envoy.filters.http.rbac`: 403 where the policies do not allow the request; shadow rules only leave metadata behind. */
export function httpRbac(
  context: WalkContext,
  http: HttpVisit,
  filter: HttpFilter,
  rbac: Rbac | undefined,
  at: string,
): FilterResult {
  const { path } = context;
  const { visit, input } = http;
  const next: HttpVisit =
    rbac === undefined ? http : { ...http, input: { ...input, dynamicMetadata: shadowMetadata(rbac, input) } };
  if (rbac === undefined || (rbac.rules === undefined && rbac.matcher === undefined)) {
    path.add({
      kind: 'http_filter',
      outcome: 'passed',
      summary: `${filter.name} has no rules to enforce`,
      evidence: jsonEvidence(visit.proxy, at),
    });
    return { kind: 'next', http: next };
  }
  const decision =
    rbac.matcher === undefined
      ? evaluateRbac(rbac.rules ?? { at: rbac.at, action: 'ALLOW', policies: [] }, input)
      : evaluateRbacMatcher(rbac.matcher, input);
  if (decision.value === undefined) {
    path.add(decisionStep(visit.proxy, 'http_filter', decision, `${filter.name}: not known`));
    return { kind: 'end', verdict: indeterminate(decision.unknown ?? `authorization by ${filter.name}`) };
  }
  const { allowed, policy = 'none' } = decision.value;
  path.add(
    decisionStep(
      visit.proxy,
      'http_filter',
      decision,
      `${filter.name} ${allowed ? 'allows' : 'denies'} (policy ${policy})`,
      { outcome: allowed ? 'passed' : 'denied' },
    ),
  );
  if (allowed) return { kind: 'next', http: next };
  const details = `rbac_access_denied_matched_policy[${policy}]`.replaceAll(' ', '_');
  const reply = localReply({ status: 403, body: 'RBAC: access denied', details }, input.request);
  const ended = answered(context, reply, `${podLabel(visit.pod)} denies the request`, 'DENIED');
  return ended.kind === 'end' ? ended : { kind: 'next', http: next };
}
