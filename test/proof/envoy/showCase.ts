import { generate, PROFILES } from './gen/generate.js';
import { startEchoServers } from './bed/echoServers.js';
import { runBatch } from './runBatch.js';

const [profile = 'all', seed = '0', index = '0'] = process.argv.slice(2);
const echo = await startEchoServers();
const configuration = generate(Number(seed), profile === 'all' ? PROFILES : [profile]);
const { results, refused } = await runBatch(process.env.HOPCTL_ENVOY ?? 'envoy', echo, [configuration]);
for (const { said } of refused) process.stdout.write(said);
const result = results[Number(index)];
if (result !== undefined) {
  process.stdout.write(`${JSON.stringify(configuration.listeners)}\n${JSON.stringify(configuration.clusters)}\n`);
  process.stdout.write(
    `${JSON.stringify(result.request)}\n${result.verdict} ${result.why.join('; ')}\nWAS ${JSON.stringify(result.was)}\n`,
  );
  for (const one of result.predicted) process.stdout.write(`PRED ${JSON.stringify({ ...one, path: undefined })}\n`);
  const path = result.predicted[0]?.path;
  for (const hop of path?.hops ?? [])
    for (const step of hop.steps)
      process.stdout.write(
        `  ${step.kind} ${step.outcome} ${step.summary} | ${step.because.map((c) => `${c.name} want ${c.expected} got ${c.got} ${c.truth}`).join('; ')} || ${step.skipped.map((m) => `${m.what}: ${m.failed.name} want ${m.failed.expected} got ${m.failed.got} ${m.failed.truth}`).join('; ')}\n`,
      );
}
echo.close();
process.exit(0);
