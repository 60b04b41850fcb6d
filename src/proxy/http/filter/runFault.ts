import { evaluateFault } from '../../../envoy/http/filter/evaluateFault.js';
import type { HttpFault } from '../../../envoy/model/HttpFilter.js';
import { clientGone } from '../clientGone.js';
import { HeldDownstream } from '../HeldDownstream.js';
import type { HttpRun } from '../HttpRun.js';
import type { FilterStep } from '../runHttpFilters.js';
import { sendReply } from '../sendReply.js';
import { undecidedReply } from '../undecidedReply.js';

/** What is held of a request while it waits, before its client is held up. */
const MOST_HELD = 64 * 1024;

/** Injected faults: a delay holds the request up, then `goOn`, or an abort answers it. */
export function runFault(run: HttpRun, fault: HttpFault, goOn: () => void): FilterStep {
  const { reply, delayMs, unknown } = evaluateFault(fault, run.context, run.cluster?.name, run.plan.core.choose);
  if (unknown !== undefined) {
    sendReply(run, undecidedReply(run, unknown));
    return 'stop';
  }
  if (delayMs === undefined) {
    if (reply === undefined) return 'next';
    sendReply(run, reply);
    return 'stop';
  }
  run.record.flag('DI');
  const timer = setTimeout(() => {
    if (run.ended) return;
    if (reply === undefined) goOn();
    else sendReply(run, reply);
  }, delayMs);
  run.cleanUp.push(() => clearTimeout(timer));
  run.downstream = new HeldDownstream(run.downstream, MOST_HELD, {
    tooMuch: () => undefined,
    gone: (why, reply) => clientGone(run, why, reply),
  });
  return 'stop';
}
