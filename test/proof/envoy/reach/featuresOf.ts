import type { EnvoyConfig } from '../../../../src/envoy/model/EnvoyConfig.js';
import type { Path } from '../../../../src/trace/model/Trace.js';
import type { Decided } from '../../../../src/trace/walk/Decided.js';
import { decidedFeatures } from './decidedFeatures.js';
import type { Feature } from './Feature.js';
import { clusterFeatures, filterFeatures } from './filterFeatures.js';

/** All that one path of a request met of what the model claims. */
export function featuresOf(config: EnvoyConfig, path: Path, decided: readonly Decided[]): readonly Feature[] {
  const steps = path.hops.flatMap((hop) => hop.steps);
  return [
    ...decided.flatMap(decidedFeatures),
    ...filterFeatures(decided, steps),
    ...clusterFeatures(config, steps),
    ...steps.flatMap(({ kind, outcome }) => [{ name: `step ${kind}`, hit: !['no_match', 'failed'].includes(outcome) }]),
  ];
}
