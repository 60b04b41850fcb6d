import { evaluateHttpRbac } from '../../../envoy/http/filter/evaluateHttpRbac.js';
import type { Rbac } from '../../../envoy/model/Rbac.js';
import type { HttpRun } from '../HttpRun.js';
import type { FilterStep } from '../runHttpFilters.js';
import { sendReply } from '../sendReply.js';
import { undecidedReply } from '../undecidedReply.js';

/** `envoy.filters.http.rbac`: 403 where the policies do not allow the request; no configuration: off for this route. */
export function runRbac(run: HttpRun, rbac: Rbac | undefined): FilterStep {
  if (rbac === undefined) return 'next';
  const { reply, dynamicMetadata, unknown } = evaluateHttpRbac(rbac, run.context);
  if (unknown !== undefined) {
    sendReply(run, undecidedReply(run, unknown));
    return 'stop';
  }
  if (dynamicMetadata !== run.context.dynamicMetadata) {
    run.context = { ...run.context, dynamicMetadata };
    run.record.dynamicMetadata = dynamicMetadata;
  }
  if (reply === undefined) return 'next';
  sendReply(run, reply);
  return 'stop';
}
