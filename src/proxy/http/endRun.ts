import type { HttpRun } from './HttpRun.js';

/** The request is over, one way or the other: logged and counted once. */
export function endRun(run: HttpRun): void {
  if (run.ended) return;
  run.ended = true;
  for (const clean of run.cleanUp) clean();
  const { record, plan } = run;
  const { stats } = plan;
  record.endedAt = performance.now();
  record.lastDownstreamByteSentAt = record.endedAt;
  stats.rqActive.add(-1);
  if (record.responseCode > 0) {
    stats.rqCompleted.add(1);
    stats.byClass[Math.floor(record.responseCode / 100) - 1]?.add(1);
  }
  stats.rqTime.record(record.endedAt - record.startedAt);
  plan.logger.log(record);
}
