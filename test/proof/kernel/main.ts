import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { evaluatorState } from '../evaluatorState.js';
import { writeWhole } from '../wholeFile.js';
import { openBed } from './bed/openBed.js';
import { newCheckpoint, readCheckpoint, writeCheckpoint, type Checkpoint } from './Checkpoint.js';
import { generateSet, PACKETS_OF_SET } from './generate/generateSet.js';
import { renderDraft } from './generate/RuleSetDraft.js';
import { beJob, JOB, runInJobs } from './jobs.js';
import { differences } from './judge.js';
import { print, warn } from './print.js';
import { readArgs, type Args } from './readArgs.js';
import { runRules } from './runSet.js';
import { printTally } from './tally/printTally.js';
import { addTally } from './tally/Tally.js';

/** As many sets as make about 1,000 cases. */
const SETS_OF_CHECKPOINT = 8;
const DISAGREES = 3;
/** What decides what the evaluator says of packets. */
const EVALUATOR = ['src/netfilter', 'src/net', 'src/logic', 'src/text/json'];

async function main(): Promise<number> {
  if (process.argv[2] === JOB) {
    await beJob(Number(process.argv[3]));
    return 0;
  }
  const args = readArgs(process.argv.slice(2));
  if (args.one !== undefined) return runOne(args.seeds[0] ?? 1, args.one);
  if (args.table) return printTable(args.out);
  return runAll(args);
}

async function runAll({ cases, seeds, jobs, resume, out }: Args): Promise<number> {
  const state = evaluatorState(EVALUATOR);
  const checkpoint = startOf(out, resume, newCheckpoint(state, release(), seeds, cases));
  const sets = Math.ceil(cases / PACKETS_OF_SET);
  const done = new Set(checkpoint.done);
  const units = seeds
    .flatMap((seed, at) => Array.from({ length: sets }, (_, set) => ({ at: at * sets + set, unit: { seed, set } })))
    .filter(({ at }) => !done.has(at));
  const begun = performance.now() - checkpoint.seconds * 1_000;
  let since = 0;
  await runInJobs(units, jobs, ({ at, tally, findings, labs }) => {
    addTally(checkpoint.tally, tally);
    checkpoint.done.push(at);
    checkpoint.findings.push(...findings);
    checkpoint.seconds = (performance.now() - begun) / 1_000;
    for (const finding of findings) print(finding);
    for (const { name, text } of labs) writeWhole(join(dirname(out), name), text);
    since += 1;
    if (since % SETS_OF_CHECKPOINT === 0) save(out, checkpoint);
  });
  save(out, checkpoint);
  print(printTally(checkpoint));
  return checkpoint.tally.total.disagreements === 0 ? 0 : DISAGREES;
}

function startOf(out: string, resume: boolean, fresh: Checkpoint): Checkpoint {
  const saved = resume ? readCheckpoint(out) : undefined;
  if (saved === undefined) return fresh;
  const same = (of: Checkpoint): string => JSON.stringify([of.state, of.kernel, of.seeds, of.cases]);
  if (same(saved) === same(fresh)) return saved;
  throw new Error(`${out} is of another run, or of another state of the evaluator: sums are of one state only`);
}

function save(out: string, checkpoint: Checkpoint): void {
  writeCheckpoint(out, checkpoint);
  const { cases, disagreements, abstentions } = checkpoint.tally.total;
  const rate = Math.round(cases / Math.max(1, checkpoint.seconds));
  warn(`${cases} cases, ${disagreements} disagreements, ${abstentions} abstentions, ${rate} a second`);
}

function printTable(out: string): number {
  const saved = readCheckpoint(out);
  if (saved === undefined) throw new Error(`there is no ${out}`);
  print(printTally(saved));
  return 0;
}

async function runOne(seed: number, number: number): Promise<number> {
  const set = generateSet(seed, Math.floor(number / PACKETS_OF_SET));
  const packet = set.packets[number % PACKETS_OF_SET];
  if (packet === undefined) throw new Error('there is no such case');
  const bed = await openBed();
  try {
    for (const draft of set.drafts) print(renderDraft(draft).text);
    const [one] = [...runRules(bed, set.drafts, [packet])];
    if (one === undefined) throw new Error('the rules are refused');
    print(JSON.stringify({ packet, seen: one.seen, verdict: one.verdict.kind }, undefined, 2));
    for (const line of differences(one.prediction, one.seen)) print(line);
    return one.verdict.kind === 'disagreement' ? DISAGREES : 0;
  } finally {
    bed.close();
  }
}

process.exitCode = await main();
if (process.argv[2] !== JOB) process.exit();
