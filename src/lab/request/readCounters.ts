import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LabState } from '../model/LabState.js';

/** A network namespace of a lab, as reports name it. */
export interface Place {
  /** `NAMESPACE/NAME` of a pod, or `node NAME`. */
  readonly where: string;
  readonly netns: string;
}

/** The pods and the node of a lab. */
export function placesOf({ node, pods }: LabState): readonly Place[] {
  const own = pods.map(({ namespace, name, netns }) => ({ where: `${namespace}/${name}`, netns }));
  return [...own, { where: `node ${node.name}`, netns: node.netns }];
}

/**
 * Prints every rule with its counters. The legacy programs would make their tables by looking, so they look only where the kernel says
 * that there are some.
 */
const PRINT = [
  'iptables-nft-save -c 2>/dev/null',
  'ip6tables-nft-save -c 2>/dev/null',
  'if [ -s /proc/net/ip_tables_names ]; then iptables-legacy-save -c; fi',
  'if [ -s /proc/net/ip6_tables_names ]; then ip6tables-legacy-save -c; fi',
].join('; ');

/** What `iptables-save -c` and its like print in each place: both back ends and families in one text. */
export async function readCounters(places: readonly Place[]): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(places.map(async ({ where, netns }) => [where, await printRules(netns)] as const));
  return new Map(texts);
}

const run = promisify(execFile);

async function printRules(netns: string): Promise<string> {
  const inside = [`--net=/run/netns/${netns}`, 'sh', '-c', PRINT];
  const { stdout } = await run('nsenter', inside, { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
