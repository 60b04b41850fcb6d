import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import { isSubsetKey, parseSubsetKey, type SubsetKey } from '../../istio/table/subsetKey.js';
import { nearestFirst, type NearMiss } from '../../logic/Decision.js';
import { nearestWord } from '../../text/nearestWord.js';

/** More would not help a reader. */
const MOST = 10;

const PARTS = ['host', 'subset', 'port'] as const;

/**
 * Clusters whose names are near one that is not there: those that share two of host, subset and port with it, each with the
 * part that differs; for names that are not Istio's, the nearest word.
 */
export function nearClusters(config: Pick<EnvoyConfig, 'clusterNames'>, wanted: string): readonly NearMiss[] {
  const names = config.clusterNames();
  if (!isSubsetKey(wanted)) {
    const near = nearestWord(wanted, names);
    return near === undefined ? [] : [missOf(near, 'name', wanted, near, 0)];
  }
  const key = parseSubsetKey(wanted);
  const misses = names.flatMap((name) => differingPart(name, key));
  return nearestFirst(misses).slice(0, MOST);
}

function differingPart(name: string, wanted: SubsetKey): readonly NearMiss[] {
  if (!isSubsetKey(name)) return [];
  const key = parseSubsetKey(name);
  const differing = PARTS.filter((part) => key[part] !== wanted[part]);
  const [part] = differing;
  if (key.direction !== wanted.direction || differing.length !== 1 || part === undefined) return [];
  if (part === 'host' && !isNearHost(key.host, wanted.host)) return [];
  const got = String(key[part]);
  return [missOf(name, part, String(wanted[part]), got === '' ? 'none' : got, part === 'host' ? 1 : 2)];
}

/** The same service in another namespace, or its name mistyped; all others that share a port are many. */
function isNearHost(host: string, wanted: string): boolean {
  return nearestWord(wanted.split('.')[0] ?? '', [host.split('.')[0] ?? '']) !== undefined;
}

function missOf(name: string, part: string, expected: string, got: string, held: number): NearMiss {
  return { what: `cluster ${name}`, at: '', held, failed: { name: part, expected, got, truth: 'no' } };
}
