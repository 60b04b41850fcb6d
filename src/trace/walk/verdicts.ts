import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { CallerSees, Verdict, VerdictCode } from '../model/Verdict.js';
import { callerSees, statusForCaller, type ConnectionEnd, type PassedProxy } from './callerSees.js';

/** INDETERMINATE: `what` is not known, by name. */
export function indeterminate(what: string, likely?: Verdict): Verdict {
  const base = { code: 'INDETERMINATE' as const, flags: '', details: '', caller: { kind: 'unknown' as const } };
  const sentence = likely === undefined ? `Not known: ${what}.` : `Not known: ${what}. Likely ${likely.code}.`;
  return { ...base, sentence, unknown: what, ...(likely === undefined ? {} : { likely }) };
}

/** A connection that ended below HTTP: refused, dropped, reset. */
export function connectionVerdict(
  code: VerdictCode,
  sentence: string,
  end: ConnectionEnd,
  passed: readonly PassedProxy[],
): Verdict {
  const flags = passed.length === 0 ? '' : 'UF';
  return { code, sentence, flags, details: '', caller: callerSees(end, passed) };
}

/** A proxy answered by itself, or closed the connection. */
export function replyVerdict(
  code: VerdictCode,
  sentence: string,
  reply: LocalReply,
  passed: readonly PassedProxy[],
): Verdict {
  return {
    code,
    sentence,
    flags: reply.flags,
    details: reply.details === '' ? reply.terminationDetails : reply.details,
    caller: callerOf(reply, passed),
  };
}

function callerOf(reply: LocalReply, passed: readonly PassedProxy[]): CallerSees {
  if (reply.status !== undefined) return statusForCaller(reply.status, reply.grpcStatus);
  return callerSees(reply.flags === 'NR' ? 'reset' : 'closed', passed);
}
