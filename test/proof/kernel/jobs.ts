import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { findingText, labOf, type NamedText } from './findingText.js';
import { openBed } from './bed/openBed.js';
import { warn } from './print.js';
import { runSet, type Unit } from './runJob.js';
import type { Tally } from './tally/Tally.js';

/** What a job says of a set; plain text and numbers, as it goes from process to process. */
export interface JobReport {
  readonly at: number;
  readonly tally: Tally;
  readonly findings: readonly string[];
  readonly labs: readonly NamedText[];
}

interface Order {
  readonly at: number;
  readonly unit: Unit;
}

/** The argument by which the program knows that it is a job. */
export const JOB = '--job';

/** Runs sets in processes of their own, each with a bed and a processor; `report` is called as they are done, in any order. */
export async function runInJobs(
  units: readonly Order[],
  jobs: number,
  report: (report: JobReport) => void,
): Promise<void> {
  const queue = [...units];
  await Promise.all(Array.from({ length: jobs }, (_, processor) => oneJob(queue, processor, report)));
}

async function oneJob(queue: Order[], processor: number, report: (report: JobReport) => void): Promise<void> {
  const child = fork(process.argv[1] ?? '', [JOB, String(processor)], { serialization: 'json' });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`a job ended with ${String(code)}`);
  });
  try {
    for (let order = queue.shift(); order !== undefined; order = queue.shift()) {
      const [answer] = (await Promise.race([ask(child, order), failed])) as [JobReport];
      report(answer);
    }
  } finally {
    failed.catch(() => undefined);
    child.disconnect();
  }
}

async function ask(child: ChildProcess, order: Order): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(order);
  return answer;
}

/** A job: runs what it is told until nobody is there any more. */
export async function beJob(processor: number): Promise<void> {
  const bed = await openBed({ processor });
  let last: Promise<void> = Promise.resolve();
  process.on('message', (order: Order) => {
    last = runSet(bed, order.unit).then(
      ({ tally, findings }) => {
        const report: JobReport = {
          at: order.at,
          tally,
          findings: findings.map(findingText),
          labs: findings.map(labOf),
        };
        process.send?.(report);
      },
      (error: unknown) => {
        warn(`seed ${order.unit.seed} set ${order.unit.set}: ${String(error)}`);
        process.exit(1);
      },
    );
  });
  await once(process, 'disconnect');
  await last;
  bed.close();
}
