// Measures hopctl and prints ratios: start-up, tables of a large dump, traces through it, requests of the Envoy proof, and the reference proxy. Nothing fails
// here, for times belong to a machine and what else it does. `--dump FILE` takes another dump than the one that is generated;
// `--services` and `--rounds` say how large that one is and how often each command is run, `--traces` how many are traced,
// `--requests` how many the reference proxy gets.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDifferential } from './differential.mjs';
import { makeDump } from './makeDump.mjs';
import { benchProxy } from './proxy/proxy.mjs';
import { benchStartup } from './startup.mjs';
import { benchTables } from './tables.mjs';
import { benchTraces } from './traces.mjs';

const { values } = parseArgs({
  options: {
    dump: { type: 'string' },
    services: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '10' },
    traces: { type: 'string', default: '1000' },
    requests: { type: 'string', default: '200000' },
  },
});
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'hopctl-bench-'));
try {
  const dump = values.dump ?? join(folder, 'config_dump.json');
  if (values.dump === undefined) writeFileSync(dump, makeDump(Number(values.services)));
  benchStartup(2 * rounds);
  benchTables(dump, rounds);
  await benchTraces(dump, Number(values.traces));
  await benchDifferential();
  await benchProxy(Number(values.requests));
} finally {
  rmSync(folder, { recursive: true });
}
