import { startProxy } from '../../../../src/proxy/startProxy.js';
import { createAccessLogs } from '../../../../src/proxy/accessLog/createAccessLogs.js';
import { loadProxyConfig } from '../../../../src/proxy/config/loadProxyConfig.js';
import type { Counter, Gauge, Histogram, StatsSink } from '../../../../src/proxy/runtime/StatsSink.js';
import type { RunningProxy } from '../../../../src/proxy/runtime/RunningProxy.js';
import type { Json } from './bootstrap.js';

const NOTHING: Counter & Gauge & Histogram = {
  add: () => undefined,
  set: () => undefined,
  record: () => undefined,
};

/** Counts nothing. */
const NO_STATS: StatsSink = { counter: () => NOTHING, gauge: () => NOTHING, histogram: () => NOTHING };

/** The reference proxy on a bootstrap, in this process. */
export async function startReference(bootstrap: Json, notes: string[] = []): Promise<RunningProxy> {
  const bytes = Buffer.from(JSON.stringify(bootstrap));
  const { config } = await loadProxyConfig({ bytes, name: 'bootstrap.json', print: (one) => one, now: new Date() });
  const note = (line: string): void => {
    notes.push(line);
  };
  const accessLogs = createAccessLogs(config, { flushIntervalMs: 20, note });
  return startProxy(config, { stats: NO_STATS, accessLogs, note, seed: 7, drainTimeMs: 500 });
}
