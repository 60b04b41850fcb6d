import type { ChosenPriority } from './choosePriority.js';
import { localityKey } from './chooseInPriority.js';
import type { UpstreamHost } from './UpstreamHost.js';

/** Locality weights use the default factor (upstream_impl.cc `effectiveLocalityWeight`). */
const OVERPROVISIONING = 1.4;

/**
 * The weight of a host's locality: its configured weight, less when few of its hosts are usable: `w * min(1, 1.4 * usable /
 * counted)`. A locality without weight gets nothing beside one that has.
 */
export function effectiveLocalityWeight(host: UpstreamHost, { candidates, all }: ChosenPriority): number {
  const key = localityKey(host);
  const usable = candidates.filter((other) => localityKey(other) === key).length;
  const counted = all.filter((other) => localityKey(other) === key && !other.excluded).length;
  if (usable === 0 || counted === 0) return 0;
  return host.localityWeight * Math.min(1, (OVERPROVISIONING * usable) / counted);
}
