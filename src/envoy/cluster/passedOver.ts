import type { Criterion } from '../../logic/Criterion.js';
import { nearestFirst, type NearMiss } from '../../logic/Decision.js';
import type { ChosenPriority } from './choosePriority.js';
import { addressLabel, type UpstreamHost } from './UpstreamHost.js';

/** The hosts that may not take the request: of another priority, or of another health. */
export function passedOver(hosts: readonly UpstreamHost[], chosen: ChosenPriority): readonly NearMiss[] {
  const candidates = new Set(chosen.candidates);
  const misses = hosts
    .filter((host) => !candidates.has(host))
    .map((host) => ({
      what: `host ${addressLabel(host.address)}`,
      at: host.at,
      held: host.priority === chosen.priority ? 1 : 0,
      failed: failureOf(host, chosen),
    }));
  return nearestFirst(misses);
}

function failureOf({ priority, health, flags }: UpstreamHost, chosen: ChosenPriority): Criterion {
  if (priority !== chosen.priority) {
    return { name: 'priority', expected: String(chosen.priority), got: String(priority), truth: 'no' };
  }
  const got = flags.length === 0 ? health : `${health}: ${flags.join(', ')}`;
  return { name: 'health_status', expected: chosen.degraded ? 'degraded' : 'healthy', got, truth: 'no' };
}
