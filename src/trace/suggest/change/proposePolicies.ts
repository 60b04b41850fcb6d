import { matchPolicy } from '../../../envoy/rbac/matchPolicy.js';
import type { Decided } from '../../walk/Decided.js';
import type { Attempt } from './Attempt.js';
import { meetPolicy } from './meetPolicy.js';
import { chosen, type Proposal } from './Proposal.js';

type PolicyDecided = Extract<Decided, { readonly kind: 'policy' }>;

/** Denied by a policy: what it would not match. Denied for want of one: what the policies that allow would. */
export function proposePolicies(decided: PolicyDecided): readonly Proposal[] {
  const { rules, context, decision } = decided;
  const attempt: Attempt = { context, changes: [] };
  const { allowed, policy: name } = decision.value ?? { allowed: true };
  if (allowed) return [];
  if (name === undefined)
    return decision.skipped.flatMap(({ what, at, failed }): readonly Proposal[] => {
      const policy = rules.policies.find((one) => one.at === at);
      if (policy === undefined) return [];
      const changes = meetPolicy(attempt, policy, 'yes')?.changes ?? [];
      return [{ candidate: what, at, failed, changes, won: chosen(decided, at) }];
    });
  const policy = rules.policies.find((one) => one.name === name);
  const failed = policy && matchPolicy(policy, context).because[0];
  if (policy === undefined || failed === undefined) return [];
  const changes = meetPolicy(attempt, policy, 'no')?.changes ?? [];
  const won: Proposal['won'] = (others) =>
    others.some(
      (one) => one.kind === 'policy' && one.where === decided.where && one.rules.at === rules.at && passes(one),
    );
  return [{ candidate: `policy ${name}`, at: policy.at, failed, changes, won, rest: { escapes: true } }];
}

function passes({ decision }: PolicyDecided): boolean {
  return decision.value?.allowed === true;
}
