import type { Criterion } from '../../../logic/Criterion.js';
import type { Choose } from '../../../logic/Fork.js';
import type { FaultAbort, FaultDelay, HttpFault } from '../../model/HttpFilter.js';
import type { LocalReply } from '../../model/LocalReply.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { rollFraction } from '../../route/match/rollFraction.js';
import { repliesInGrpc } from '../repliesInGrpc.js';
import { localReply } from '../localReply.js';
import { abortStatus, faultFraction, delayMs } from './faultValues.js';
import { faultGates } from './faultGates.js';

/** What the fault filter does to a request. */
export interface FaultOutcome {
  /** Milliseconds that the request is held up; the route's timeout starts only afterwards. */
  readonly delayMs?: number;
  readonly delayAt?: string;
  /** The answer instead of the upstream's. */
  readonly reply?: LocalReply;
  readonly abortAt?: string;
  /** The gates, and whether chance hit. */
  readonly because: readonly Criterion[];
  readonly unknown?: string;
}

/**
 * `fault.v3.HTTPFault` (source/extensions/filters/http/fault/fault_filter.cc). Gates, then delay (flag DI), then abort (flag FI, after
 * a delay `DI,FI`); forks `fault.delay` and `fault.abort`. `clusterName` is the cluster of the route, undefined without a route that
 * forwards. The filter runs, and may answer, before a missing route does.
 */
export function evaluateFault(
  fault: HttpFault,
  context: RequestContext,
  clusterName: string | undefined,
  choose: Choose,
): FaultOutcome {
  const { abort, delay } = fault;
  if (!abort && !delay) return { because: [] };
  const gates = faultGates(fault, context, clusterName);
  const closed = gates.find(({ truth }) => truth === 'no');
  if (closed) return { because: [closed] };
  const undecided = gates.find(({ truth }) => truth === 'unknown')?.note ?? fault.unsupported[0];
  if (undecided !== undefined) return { because: gates, unknown: `fault: ${undecided}` };
  const delayed = delay && rollDelay(delay, context, choose);
  const aborted = abort && rollAbort(abort, context, choose, delayed?.ms !== undefined);
  return {
    because: [...gates, ...(delayed?.because ?? []), ...(aborted?.because ?? [])],
    ...(delayed?.ms === undefined ? {} : { delayMs: delayed.ms, delayAt: delay?.at ?? fault.at }),
    ...(aborted?.reply ? { reply: aborted.reply, abortAt: abort?.at ?? fault.at } : {}),
  };
}

function rollDelay(
  delay: FaultDelay,
  context: RequestContext,
  choose: Choose,
): { readonly ms?: number; readonly because: readonly Criterion[] } {
  const ms = delayMs(delay, context);
  const probability = ms === undefined ? 0 : faultFraction(delay.percentage, 'delay', delay.headerDelay, context);
  const hit = rollFraction(probability, choose, { name: 'fault.delay', about: `delay of ${ms ?? 0} ms` });
  const because = [chance('delay', probability, hit)];
  return hit && ms !== undefined ? { ms, because } : { because };
}

function rollAbort(
  abort: FaultAbort,
  context: RequestContext,
  choose: Choose,
  delayed: boolean,
): { readonly reply?: LocalReply; readonly because: readonly Criterion[] } {
  const status = abortStatus(abort, context);
  const probability = status ? faultFraction(abort.percentage, 'abort', abort.headerAbort, context) : 0;
  const what = status?.grpcStatus === undefined ? `status ${status?.status ?? 0}` : `grpc-status ${status.grpcStatus}`;
  const hit = rollFraction(probability, choose, { name: 'fault.abort', about: `abort with ${what}` });
  const because = [chance('abort', probability, hit)];
  if (!hit || !status) return { because };
  // A grpc-status for a client that does not speak gRPC ends as a plain 200 (measured).
  const grpcStatus = repliesInGrpc(context.request) ? status.grpcStatus : undefined;
  const reply = localReply(
    {
      status: status.status,
      body: 'fault filter abort',
      flags: delayed ? 'DI,FI' : 'FI',
      details: 'fault_filter_abort',
      ...(grpcStatus === undefined ? {} : { grpcStatus }),
    },
    context.request,
  );
  return { reply, because };
}

function chance(what: string, probability: number, hit: boolean): Criterion {
  const expected = `${Number((probability * 100).toFixed(4))} % of requests`;
  return { name: `fault.${what}`, expected, got: hit ? 'one of them' : 'another', truth: hit ? 'yes' : 'no' };
}
