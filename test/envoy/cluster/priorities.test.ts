import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priorityLoad } from '../../../src/envoy/cluster/priorityLoad.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { assignmentOf, contextOf, EDS, priorityAndHealth, proxyOf, traffic } from './clusters.js';

function spread(spec: string, cluster: JsonObject = {}, policy: JsonObject = {}): Readonly<Record<string, number>> {
  const config = proxyOf({ clusters: [{ ...EDS, ...cluster }], assignments: [assignmentOf(spec, policy)] });
  return traffic(config, contextOf(), priorityAndHealth);
}

const threshold = (value: number): JsonObject => ({ common_lb_config: { healthy_panic_threshold: { value } } });
const overprovisioning = (factor: number): JsonObject => ({ overprovisioning_factor: factor });
const FAIL_ON_PANIC = { common_lb_config: { zone_aware_lb_config: { fail_traffic_on_panic: true } } };

describe('priorities share the traffic', () => {
  it.each<[string, Readonly<Record<string, number>>]>([
    ['71H29U;4H', { '0H': 99, '1H': 1 }],
    ['72H28U;4H', { '0H': 100 }],
    ['18H7U;4H', { '0H': 100 }],
    ['7H3U;10H', { '0H': 98, '1H': 2 }],
    ['2H1U;3H', { '0H': 93, '1H': 7 }],
    ['1H2U;3H', { '0H': 46, '1H': 54 }],
    ['1H3U;4H', { '0H': 35, '1H': 65 }],
    ['1H1U;1H4U;1H', { '0H': 70, '1H': 28, '2H': 2 }],
    ['4H6U;4H6U', { '0H': 56, '1H': 44 }],
    ['6H4U;1H9U', { '0H': 86, '1H': 1, '1U': 13 }],
    ['6H4U;10U', { '0H': 100 }],
    ['1H3U', { '0H': 25, '0U': 75 }],
    ['1H1U', { '0H': 100 }],
    ['1H3U;1H3U', { '0H': 13, '0U': 38, '1H': 13, '1U': 38 }],
    ['1H3U;4U', { '0H': 13, '0U': 38, '1U': 50 }],
    ['2H8U;2H18U', { '0H': 7, '0U': 27, '1H': 7, '1U': 59 }],
    [';2H', { '1H': 100 }],
    ['4U;2H', { '1H': 100 }],
    ['', { UH: 100 }],
    ['2H2D;4H', { '0H': 70, '1H': 30 }],
    ['1H3D', { '0H': 35, '0D': 65 }],
    ['4D;4H', { '1H': 100 }],
  ])('%s', (spec, expected) => {
    expect(spread(spec)).toEqual(expected);
  });

  it.each<[string, string, JsonObject, Readonly<Record<string, number>>]>([
    ['threshold 0: nobody healthy', '2U', threshold(0), { UH: 100 }],
    ['threshold 0: nobody healthy in two priorities', '2U;2U', threshold(0), { UH: 100 }],
    ['threshold 0: the healthy one', '1H3U', threshold(0), { '0H': 100 }],
    ['threshold 0: both healthy ones', '1H3U;1H3U', threshold(0), { '0H': 50, '1H': 50 }],
    ['threshold 0: what is left over goes first', '1H3U;1H3U;1H4U', threshold(0), { '0H': 37, '1H': 35, '2H': 28 }],
    [
      'threshold 0: healthy before degraded',
      '1H2D7U;2H1D7U;1H9U',
      threshold(0),
      { '0H': 16, '1H': 28, '2H': 14, '0D': 28, '1D': 14 },
    ],
    ['threshold 0: only degraded', '1D3U;4U', threshold(0), { '0D': 100 }],
    ['threshold 30, 25 % healthy: panic', '1H3U', threshold(30), { '0H': 25, '0U': 75 }],
    ['threshold 20, 25 % healthy: none', '1H3U', threshold(20), { '0H': 100 }],
    ['fail_traffic_on_panic', '1H3U', FAIL_ON_PANIC, { UH: 100 }],
    ['fail_traffic_on_panic without panic', '2H2U', FAIL_ON_PANIC, { '0H': 100 }],
  ])('%s', (_rule, spec, cluster, expected) => {
    expect(spread(spec, cluster)).toEqual(expected);
  });

  it.each<[string, number, Readonly<Record<string, number>>]>([
    ['7H3U;3H', 100, { '0H': 70, '1H': 30 }],
    ['6H4U;3H', 200, { '0H': 100 }],
  ])('%s with overprovisioning %i', (spec, factor, expected) => {
    expect(spread(spec, {}, overprovisioning(factor))).toEqual(expected);
  });

  it('the loads are whole, not negative, and add up to 100', () => {
    const counts = fc
      .tuple(
        fc.nat({ max: 9 }),
        fc.nat({ max: 9 }),
        fc.nat({ max: 9 }),
        fc.nat({ max: 9 }),
        fc.integer({ min: 1, max: 400 }),
      )
      .map(([healthy, degraded, failed, out, factor]) => ({
        hosts: healthy + degraded + failed + out,
        healthy,
        degraded,
        excluded: out,
        overprovisioning: factor,
      }));
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 5 }), fc.nat({ max: 100 }), (priorities, panic) => {
        const loads = priorityLoad(priorities, panic).flatMap(({ healthyLoad, degradedLoad }) => [
          healthyLoad,
          degradedLoad,
        ]);
        expect(loads.every((load) => Number.isInteger(load) && load >= 0)).toBe(true);
        expect(loads.reduce((sum, load) => sum + load, 0)).toBe(100);
      }),
    );
  });

  it('excluded hosts are not counted: 8 of 10 excluded, one of two healthy', () => {
    const first = { hosts: 10, healthy: 1, degraded: 0, excluded: 8, overprovisioning: 140 };
    const second = { hosts: 2, healthy: 2, degraded: 0, excluded: 0, overprovisioning: 140 };
    expect(priorityLoad([first, second], 50).map(({ healthyLoad }) => healthyLoad)).toEqual([70, 30]);
  });
});
