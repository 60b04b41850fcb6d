import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ConfigDump } from '../../../src/envoy/dump/ConfigDump.js';
import { readClustersStatus, type ClustersStatus } from '../../../src/envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../../src/envoy/dump/readConfigDump.js';
import { parseJson } from '../../../src/text/json/parseJson.js';

const GOLDEN = new URL('../golden/', import.meta.url);
const FIXTURES = new URL('../../../fixtures/', import.meta.url);

/** The moment at which istioctl printed the goldens. */
export const GOLDEN_TIME = new Date('2026-11-20T16:00:00Z');

/** A proxy of the fixtures for which there are goldens: `shop/redis-0.data`. */
export const GOLDEN_PROXIES: readonly string[] = readdirSync(GOLDEN)
  .filter((mesh) => mesh !== 'README.md')
  .flatMap((mesh) => readdirSync(new URL(`${mesh}/`, GOLDEN)).map((pod) => `${mesh}/${pod}`));

/** What istioctl printed to `file` for the proxy; `undefined` when there is no such golden. */
export function golden(proxy: string, file: string): string | undefined {
  const url = new URL(`${proxy}/${file}`, GOLDEN);
  return existsSync(url) ? readFileSync(url, 'utf8') : undefined;
}

function fixture(proxy: string, file: string) {
  const [mesh = '', pod = ''] = proxy.split('/');
  const dot = pod.lastIndexOf('.');
  const path = `${mesh}/pods/${pod.slice(dot + 1)}/${pod.slice(0, dot)}/${file}`;
  return parseJson(readFileSync(new URL(path, FIXTURES)), path);
}

/** The proxy's config_dump. */
export function goldenDump(proxy: string): ConfigDump {
  return readConfigDump(fixture(proxy, 'config_dump.json'));
}

/** The proxy's `/clusters?format=json`. */
export function goldenClusters(proxy: string): ClustersStatus {
  return readClustersStatus(fixture(proxy, 'clusters.json'));
}
