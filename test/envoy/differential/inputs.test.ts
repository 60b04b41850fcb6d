import { expect, it } from 'vitest';
import type { Trace } from '../../../src/trace/model/Trace.js';
import { neutralRequest } from '../../proof/envoy/derive/neutralCase.js';
import { generate, PROFILES } from '../../proof/envoy/gen/generate.js';
import { randomOf } from '../../proof/envoy/random.js';
import { worldOfConfigurations } from '../../proof/envoy/worldOfConfigurations.js';

/* Over generated configurations: what a verdict does not depend on, as the trace says, changes nothing. */

const { predictor, cases } = worldOfConfigurations(
  PROFILES.flatMap((_, index) => [generate(index), generate(index + 1000)]),
);

/** Outcomes with their probabilities, and where they go. */
function essence({ outcomes, paths }: Trace): unknown {
  const of = (kind: string): readonly string[] => {
    const steps = paths.flatMap(({ hops }) => hops.flatMap((hop) => hop.steps)).filter((step) => step.kind === kind);
    return [...new Set(steps.map(({ subject }) => subject))].sort();
  };
  return {
    outcomes: outcomes
      .map(({ verdict: { code, flags, details, caller }, probability }) =>
        JSON.stringify([code, flags, details, caller, Math.round(probability * 1e6)]),
      )
      .sort(),
    places: ['filter_chain', 'virtual_host', 'route', 'cluster', 'endpoint'].map(of),
  };
}

const CHANGED = cases.flatMap((sent, index) => {
  const { trace } = predictor.walk(sent.port, sent.request, sent.id);
  const neutral = neutralRequest(trace.dependsOn, sent.request, randomOf(index));
  return neutral === undefined || trace.verdict.code === 'INDETERMINATE' ? [] : [{ sent, trace, ...neutral }];
});

it('of nearly every request something may change', () => expect(CHANGED.length).toBeGreaterThan(0.9 * cases.length));

it('changing inputs that are not listed changes neither outcomes nor where requests go', () => {
  const moved = CHANGED.filter(({ sent, trace, request }) => {
    const changed = predictor.walk(sent.port, request, sent.id).trace;
    return JSON.stringify(essence(changed)) !== JSON.stringify(essence(trace));
  });
  expect(
    moved.map(
      ({ sent, inputs }) => `seed ${sent.configuration.seed}, ${JSON.stringify(sent.request)}: ${inputs.join(', ')}`,
    ),
  ).toEqual([]);
});
