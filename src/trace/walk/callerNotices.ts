import { replyLine } from '../proxy/replyLine.js';
import type { EndState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/**
 * A connection failed or was closed without an answer: the last HTTP proxy on the way answers for it, and every proxy before it
 * passes that on. A TCP proxy in between closes its own side in turn.
 */
export function callerNotices({ path, journey }: WalkContext, { noticed, noticedWords }: EndState): void {
  if (noticed === undefined) return;
  let kind = noticed;
  let words = noticedWords;
  for (const proxy of journey.proxies.toReversed()) {
    const reply = proxy.failure(kind, words);
    path.enter(proxy.pod, 'return');
    path.add({ kind: 'reply', outcome: 'failed', summary: `${proxy.pod} answers: ${replyLine(reply)}` });
    if (proxy.kind === 'http') return;
    kind = 'connection_termination';
    words = undefined;
  }
}
