import type { HttpConnectionManager } from '../../envoy/model/HttpConnectionManager.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { VerdictCode } from '../model/Verdict.js';
import type { EndState } from '../walk/state/WalkState.js';
import { replyVerdict } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';

/**
 * A proxy answers by itself: the reply as a step, and the verdict. `local_reply_config` may give the caller another status
 * and body than the reply's own: what the caller sees is then not known, the flags and details stay.
 */
export function answered(
  { path, journey }: WalkContext,
  hcm: Pick<HttpConnectionManager, 'localReplyConfig' | 'statPrefix'>,
  reply: LocalReply,
  sentence: string,
  code: VerdictCode = 'ANSWERED_BY_PROXY',
): EndState {
  const location = reply.headers.find(({ name }) => name === 'location')?.value;
  const rewritten = hcm.localReplyConfig !== undefined;
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
  const verdict = replyVerdict(code, `${sentence}: ${replyLine(reply)}.`, reply, journey.proxies);
  if (!rewritten) return { kind: 'end', verdict };
  path.notSimulated(`local_reply_config of ${hcm.statPrefix}`);
  return { kind: 'end', verdict: { ...verdict, caller: { kind: 'unknown' } } };
}

/** `503, flags UH, no_healthy_upstream`. */
export function replyLine({ status, grpcStatus, flags, details }: LocalReply): string {
  const parts = [
    status === undefined ? 'closes the connection' : String(status),
    ...(grpcStatus === undefined ? [] : [`grpc-status ${grpcStatus}`]),
    ...(flags === '' ? [] : [`flags ${flags}`]),
    ...(details === '' ? [] : [details]),
  ];
  return parts.join(', ');
}
