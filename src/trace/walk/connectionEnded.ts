import type { FailureKind } from '../../envoy/cluster/failureReply.js';
import type { VerdictCode } from '../model/Verdict.js';
import { callerSees, type ConnectionEnd } from './callerSees.js';
import type { EndState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/** How the proxy that opened a connection words its end, where a failure of Envoy's catalogue fits. */
const NOTICED: Readonly<Record<ConnectionEnd, FailureKind | undefined>> = {
  refused: 'connection_refused',
  timeout: 'connection_timeout',
  reset: 'connection_termination',
  closed: 'connection_termination',
  unresolved: undefined,
  unknown: undefined,
};

/**
 * A connection fails below HTTP, before a proxy has it: refused, dropped, lost. The proxy that opened it, if one did, is where
 * the request ends: flags and details are its own.
 */
export function connectionEnded(
  { journey }: Pick<WalkContext, 'journey'>,
  code: VerdictCode,
  sentence: string,
  end: ConnectionEnd,
  noticed?: { readonly kind: FailureKind; readonly detail: string },
): EndState {
  const last = journey.proxies.at(-1);
  const kind = noticed?.kind ?? NOTICED[end];
  const words = noticed === undefined ? {} : { detail: noticed.detail };
  const reply = last === undefined || kind === undefined ? undefined : last.failure(kind, words);
  const details = reply === undefined ? '' : reply.details === '' ? reply.terminationDetails : reply.details;
  const verdict = { code, sentence, flags: reply?.flags ?? '', details, caller: callerSees(end, journey.proxies) };
  return { kind: 'end', verdict, ...(kind === undefined ? {} : { noticed: kind, noticedWords: words }) };
}

/** The request goes in a circle until something runs out: whoever waits for it waits in vain. */
export function endless(sentence: string): EndState {
  return { kind: 'end', verdict: { code: 'LOOP', sentence, flags: '', details: '', caller: { kind: 'timeout' } } };
}

/**
 * A proxy ends a connection that it has accepted, without an answer: it is where the request ends, with its own flags and
 * details; whoever opened the connection sees it closed.
 *
 * @param noticed how the proxy before it words that: `tls_error` for a handshake that fails
 */
export function connectionClosed(
  { journey }: Pick<WalkContext, 'journey'>,
  code: VerdictCode,
  sentence: string,
  how: {
    readonly end: 'reset' | 'closed';
    readonly flags?: string;
    readonly details?: string;
    readonly noticed?: FailureKind;
  },
): EndState {
  const verdict = {
    code,
    sentence,
    flags: how.flags ?? '',
    details: how.details ?? '',
    caller: callerSees(how.end, journey.proxies),
  };
  return { kind: 'end', verdict, noticed: how.noticed ?? 'connection_termination' };
}
