import { localReply } from '../../envoy/http/localReply.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { HttpRun } from './HttpRun.js';

/** The answer where the model does not say what Envoy does: 500, and the reason in the details and to whoever runs the proxy. */
export function undecidedReply(run: HttpRun, unknown: string): LocalReply {
  run.plan.core.note(`not decided: ${unknown}`);
  const details = `not_decided{${unknown.replaceAll(/\s/g, '_')}}`;
  return localReply({ status: 500, details, body: 'not decided by the reference proxy' }, run.context.request);
}
