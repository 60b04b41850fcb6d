import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LabState } from '../model/LabState.js';

/** Stands before the rules of each place. */
const MARK = '==> ';

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

/** What `iptables-save -c` and its like print in each place, by its name: both back ends and families in one text. */
export type CounterTexts = ReadonlyMap<string, string>;

/** Of these places, those in which there were rules: to look again at the others would show nothing. */
export function placesWithRules(places: readonly Place[], known: CounterTexts): readonly Place[] {
  return places.filter(({ where }) => known.get(where)?.includes(' -A ') ?? true);
}

/**
 * Prints every rule with its counters, place after place, in one shell. The legacy programs would make their tables by looking, so they
 * look only where the kernel says that there are some.
 */
const PRINT = `
for place in "$@"; do
  echo "${MARK}$place"
  nsenter --net="/run/netns/$place" sh -c '
    iptables-nft-save -c 2>/dev/null
    ip6tables-nft-save -c 2>/dev/null
    [ -s /proc/net/ip_tables_names ] && iptables-legacy-save -c
    [ -s /proc/net/ip6_tables_names ] && ip6tables-legacy-save -c
    true'
done`;

/** Reads the counters of all rules in these places. */
export async function readCounters(places: readonly Place[]): Promise<CounterTexts> {
  const half = Math.ceil(places.length / 2);
  const parts = [places.slice(0, half), places.slice(half)].filter((part) => part.length > 0);
  const texts = await Promise.all(parts.map(printRules));
  return new Map(texts.flat());
}

const run = promisify(execFile);

async function printRules(places: readonly Place[]): Promise<readonly (readonly [where: string, text: string])[]> {
  const argv = ['-c', PRINT, 'sh', ...places.map(({ netns }) => netns)];
  const { stdout } = await run('sh', argv, { maxBuffer: 64 * 1024 * 1024 });
  const texts = stdout.split(MARK).slice(1);
  return places.map(({ where }, i) => [where, (texts[i] ?? '').replace(/^.*\n/, '')]);
}
