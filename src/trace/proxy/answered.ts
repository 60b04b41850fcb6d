import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { VerdictCode } from '../model/Verdict.js';
import type { EndState } from '../walk/state/WalkState.js';
import { replyEnded } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import type { HttpVisit } from './HttpVisit.js';
import { replyLine } from './replyLine.js';

/**
 * A proxy answers by itself: the reply as a step, and the verdict. `local_reply_config` may give the caller another status
 * and body than the reply's own: what the caller sees is then not known, the flags and details stay. A request that was delayed
 * on purpose has flag DI whoever answers it.
 */
export function answered(
  { path, journey }: WalkContext,
  { hcm, delayMs }: Pick<HttpVisit, 'hcm' | 'delayMs'>,
  own: LocalReply,
  sentence: string,
  code: VerdictCode = 'ANSWERED_BY_PROXY',
): EndState {
  const reply = delayMs > 0 ? withFlag('DI', own) : own;
  const location = reply.headers.find(({ name }) => name === 'location')?.value;
  const rewritten = hcm.localReplyConfig !== undefined;
  path.consults('grpc');
  path.add({
    kind: 'reply',
    outcome: code === 'DENIED' ? 'denied' : 'answered',
    summary: replyLine(reply),
    effects: location === undefined ? [] : [{ what: 'location', to: location }],
    notes: [
      ...(reply.body === '' ? [] : [`body: ${reply.body}`]),
      ...(rewritten ? ['local_reply_config may give it another status and body'] : []),
    ],
  });
  const ended = replyEnded(code, `${sentence}: ${replyLine(reply)}.`, reply, journey.proxies);
  if (!rewritten) return ended;
  path.notSimulated(`local_reply_config of ${hcm.statPrefix}`);
  return { ...ended, verdict: { ...ended.verdict, caller: { kind: 'unknown' } } };
}

/** The reply with one more flag ahead of its own, in the order in which Envoy sets them. */
function withFlag(flag: string, reply: LocalReply): LocalReply {
  const flags = reply.flags === '' ? [] : reply.flags.split(',');
  return flags.includes(flag) ? reply : { ...reply, flags: [flag, ...flags].join(',') };
}
