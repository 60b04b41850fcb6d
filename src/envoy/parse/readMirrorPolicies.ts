import type { MirrorPolicy } from '../model/Route.js';
import { fieldNames } from './fieldNames.js';
import type { Message } from './Message.js';
import { readRuntimeFractionalPercent } from './readFractionalPercent.js';

// What the copy looks like; v2's `runtime_key` alone is no fraction.
const HARMLESS = fieldNames(
  'runtime_key',
  'trace_sampled',
  'disable_shadow_host_suffix_append',
  'request_headers_mutations',
  'host_rewrite_literal',
);

/** `request_mirror_policies`, or v2's single `request_mirror_policy`. */
export function readMirrorPolicies(message: Message): readonly MirrorPolicy[] {
  const policies = message.messages('request_mirror_policies');
  const single = message.message('request_mirror_policy');
  return (single && policies.length === 0 ? [single] : policies).map(readMirrorPolicy);
}

/** `RouteAction.RequestMirrorPolicy`. */
function readMirrorPolicy(policy: Message): MirrorPolicy {
  const fraction = policy.ignore(HARMLESS).message('runtime_fraction');
  return {
    at: policy.at,
    cluster: policy.string('cluster'),
    ...(fraction && { fraction: readRuntimeFractionalPercent(fraction) }),
  };
}
