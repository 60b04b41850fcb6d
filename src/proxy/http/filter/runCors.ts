import { corsPolicies } from '../../../envoy/http/filter/corsPolicies.js';
import { evaluateCors } from '../../../envoy/http/filter/evaluateCors.js';
import type { HttpFilter } from '../../../envoy/model/HttpFilter.js';
import type { HttpRun } from '../HttpRun.js';
import type { FilterStep } from '../runHttpFilters.js';
import { sendReply } from '../sendReply.js';
import { undecidedReply } from '../undecidedReply.js';
import { corsResponse } from './corsResponse.js';

/** CORS: a preflight that a policy allows is answered; answers to other requests get the policy's headers. */
export function runCors(run: HttpRun, filter: HttpFilter): FilterStep {
  const { levels, context, plan } = run;
  const policies = levels === undefined ? [] : corsPolicies(filter.name, levels);
  if (policies.length === 0) return 'next';
  const { reply, unknown } = evaluateCors(policies, context, plan.core.choose);
  if (unknown !== undefined) {
    sendReply(run, undecidedReply(run, unknown));
    return 'stop';
  }
  const { preflight, change } = corsResponse(plan.core.config, policies, context.request);
  if (reply === undefined) {
    if (change !== undefined) run.responseChanges.unshift(change);
    return 'next';
  }
  sendReply(run, { ...reply, headers: reply.headers.length === 0 ? [] : [...reply.headers, ...preflight] });
  return 'stop';
}
