import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { replyVerdict } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import type { VerdictCode } from '../model/Verdict.js';

/** A proxy answers by itself: the reply as a step, and the verdict. */
export function answered(
  { path, journey }: WalkContext,
  reply: LocalReply,
  sentence: string,
  code: VerdictCode = 'ANSWERED_BY_PROXY',
): WalkState {
  const location = reply.headers.find(({ name }) => name === 'location')?.value;
  path.add({
    kind: 'reply',
    outcome: code === 'DENIED' ? 'denied' : 'answered',
    summary: replyLine(reply),
    effects: location === undefined ? [] : [{ what: 'location', to: location }],
    notes: reply.body === '' ? [] : [`body: ${reply.body}`],
  });
  return { kind: 'end', verdict: replyVerdict(code, `${sentence}: ${replyLine(reply)}.`, reply, journey.proxies) };
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
