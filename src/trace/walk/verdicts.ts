import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { CallerSees, Verdict, VerdictCode } from '../model/Verdict.js';
import { callerSees, statusForCaller, type PassedProxy } from './callerSees.js';
import type { EndState } from './state/WalkState.js';

/** INDETERMINATE: `what` is not known, by name. */
export function indeterminate(what: string, likely?: Verdict): Verdict {
  const base = { code: 'INDETERMINATE' as const, flags: '', details: '', caller: { kind: 'unknown' as const } };
  const sentence = likely === undefined ? `Not known: ${what}.` : `Not known: ${what}. Likely ${likely.code}.`;
  return { ...base, sentence, unknown: what, ...(likely === undefined ? {} : { likely }) };
}

/** A proxy answered by itself, or closed the connection. */
export function replyEnded(
  code: VerdictCode,
  sentence: string,
  reply: LocalReply,
  passed: readonly PassedProxy[],
): EndState {
  const verdict = {
    code,
    sentence,
    flags: reply.flags,
    details: reply.details === '' ? reply.terminationDetails : reply.details,
    caller: callerOf(reply, passed),
  };
  return { kind: 'end', verdict, ...(reply.status === undefined ? { noticed: 'connection_termination' } : {}) };
}

function callerOf(reply: LocalReply, passed: readonly PassedProxy[]): CallerSees {
  if (reply.status !== undefined) return statusForCaller(reply.status, reply.grpcStatus);
  return callerSees(reply.flags === 'NR' ? 'reset' : 'closed', passed);
}
