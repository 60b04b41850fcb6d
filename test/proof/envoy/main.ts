import { generate, PROFILES } from './gen/generate.js';
import { startEchoServers } from './bed/echoServers.js';
import { runBatch } from './runBatch.js';

// A first, plain way to run it: PROFILE FROM TO [BATCH].
const [profile = 'all', from = '0', to = '40', size = '40'] = process.argv.slice(2);
const echo = await startEchoServers();
const seeds = Array.from({ length: Number(to) - Number(from) }, (_, index) => Number(from) + index);
const names = profile === 'all' ? PROFILES : [profile];
const tally = { agreed: 0, differed: 0, abstained: 0 };
const reasons = new Map<string, number>();
const samples = new Map<string, string[]>();
const started = Date.now();
const binary = process.env.HOPCTL_ENVOY ?? 'envoy';
let sending = 0;
for (let at = 0; at < seeds.length; at += Number(size)) {
  const configurations = seeds.slice(at, at + Number(size)).map((seed) => generate(seed, names));
  const t = Date.now();
  const { results, refused } = await runBatch(binary, echo, configurations);
  sending += Date.now() - t;
  for (const { configuration, said } of refused) {
    const line = /(?:caused by|\n: )[^|]*$/.exec(said.trim())?.[0] ?? said;
    const key = `REFUSED ${configuration.profile}: ${line.slice(-500).replace(/c?\d{3,}/g, 'N')}`;
    reasons.set(key, (reasons.get(key) ?? 0) + 1);
    samples.set(key, [...(samples.get(key) ?? []), String(configuration.seed)].slice(0, 3));
  }
  for (const { verdict, why, configuration, request } of results) {
    tally[verdict]++;
    if (verdict === 'agreed') continue;
    const key = `${verdict} ${configuration.profile}: ${why.join(' ; ').replace(/c?\d{3,}(-\d+)?/g, 'N')}`;
    reasons.set(key, (reasons.get(key) ?? 0) + 1);
    const index = configuration.requests.indexOf(request);
    samples.set(key, [...(samples.get(key) ?? []), `${configuration.seed}/${index}`].slice(0, 4));
  }
}
for (const [key, count] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 60))
  process.stdout.write(`${count} ${key} [${samples.get(key)?.join(' ')}]\n`);
process.stdout.write(`${JSON.stringify(tally)} in ${Date.now() - started} ms, batches ${sending} ms\n`);
echo.close();
process.exit(0);
