import type { NetworkFilter } from '../../envoy/model/NetworkFilter.js';
import type { Rbac } from '../../envoy/model/Rbac.js';
import { networkContext } from '../../envoy/network/networkContext.js';
import { evaluateRbac } from '../../envoy/rbac/evaluateRbac.js';
import { evaluateRbacMatcher } from '../../envoy/rbac/evaluateRbacMatcher.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { connectionClosed } from '../walk/connectionEnded.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { decisionStep } from './decisionStep.js';
import type { ProxyVisit } from './ProxyVisit.js';
import { unmodelled } from './unmodelled.js';

/**
 * `envoy.filters.network.rbac`: allows or closes the connection; without rules it enforces nothing.
 *
 * @param beforeBytes what of the filters behind it ends the connection before this one has seen a byte; else what it is given
 */
export function networkRbac(
  context: WalkContext,
  visit: ProxyVisit,
  filter: NetworkFilter,
  rbac: Rbac,
  beforeBytes: (denied: () => WalkState) => WalkState,
): WalkState | undefined {
  const { path } = context;
  const { proxy, pod, connection, tls, peer } = visit;
  if (rbac.matcher === undefined && rbac.rules === undefined) {
    path.add({
      kind: 'network_filter',
      outcome: 'passed',
      subject: filter.name,
      summary: `${filter.name} has no rules to enforce`,
    });
    return undefined;
  }
  unmodelled(context, visit, 'network_filter', filter.name, rbac);
  const input = { ...networkContext(connection, tls, peer, proxy.config), filterState: visit.filterState };
  const decision =
    rbac.matcher === undefined
      ? evaluateRbac(rbac.rules ?? { at: rbac.at, action: 'ALLOW', policies: [] }, input)
      : evaluateRbacMatcher(rbac.matcher, input);
  if (rbac.matcher === undefined && rbac.rules !== undefined)
    path.decided({ kind: 'policy', rules: rbac.rules, context: input, decision });
  if (decision.value === undefined) {
    path.add(decisionStep(proxy, 'network_filter', decision, `${filter.name}: not known`));
    return { kind: 'end', verdict: indeterminate(decision.unknown ?? `authorization by ${filter.name}`) };
  }
  const { allowed, policy = 'none' } = decision.value;
  const step = decisionStep(
    proxy,
    'network_filter',
    decision,
    `${filter.name} ${allowed ? 'allows' : 'denies'}, policy ${policy}`,
    { subject: filter.name, outcome: allowed ? 'passed' : 'denied' },
  );
  if (allowed) {
    path.add(step);
    return undefined;
  }
  const details = `rbac_access_denied_matched_policy[${policy}]`.replaceAll(' ', '_');
  const sentence = `${podLabel(pod)} denies the connection: policy ${policy}.`;
  return beforeBytes(() => {
    path.add(step);
    return connectionClosed(context, 'DENIED', sentence, { end: 'closed', details });
  });
}
