import type { JsonValue } from '../../text/json/JsonValue.js';
import type { MirrorPolicy } from '../model/Route.js';
import { Message } from './Message.js';
import { parseRuntimeFractionalPercent } from './parseFractionalPercent.js';

/** `request_mirror_policies`, or v2's single `request_mirror_policy`. */
export function readMirrorPolicies(message: Message): readonly MirrorPolicy[] {
  const policies = message.many('request_mirror_policies', parseMirrorPolicy);
  const single = message.one('request_mirror_policy', parseMirrorPolicy);
  return single && policies.length === 0 ? [single] : policies;
}

/** `RouteAction.RequestMirrorPolicy`; v2's `runtime_key` alone is no fraction. */
function parseMirrorPolicy(value: JsonValue, at: string): MirrorPolicy {
  const message = new Message(value, at);
  const fraction = message.one('runtime_fraction', parseRuntimeFractionalPercent);
  return { at, cluster: message.string('cluster'), ...(fraction && { fraction }) };
}
