// Measures hopctl and prints ratios: start-up, tables of a large dump, traces through it. Nothing fails here, for times belong
// to a machine and what else it does. `--dump FILE` takes another dump than the one that is generated.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDump } from './makeDump.mjs';
import { benchStartup } from './startup.mjs';
import { benchTables } from './tables.mjs';
import { benchTraces } from './traces.mjs';

const SERVICES = 10_000;

const { values } = parseArgs({ options: { dump: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'hopctl-bench-'));
try {
  const dump = values.dump ?? join(folder, 'config_dump.json');
  if (values.dump === undefined) writeFileSync(dump, makeDump(SERVICES));
  benchStartup();
  benchTables(dump);
  await benchTraces(dump);
} finally {
  rmSync(folder, { recursive: true });
}
