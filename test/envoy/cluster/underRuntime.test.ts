import { describe, expect, it, test } from 'vitest';
import { closedBreaker } from '../../../src/envoy/cluster/closedBreaker.js';
import { inMaintenance } from '../../../src/envoy/cluster/inMaintenance.js';
import { underRuntime } from '../../../src/envoy/cluster/underRuntime.js';
import { parseCluster } from '../../../src/envoy/parse/parseCluster.js';
import { fractionOf } from '../../../src/envoy/route/match/fractionOf.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { allBranches, percentages } from '../branches.js';

const under = (runtime: Readonly<Record<string, string>>, cluster: JsonObject = {}): ReturnType<typeof underRuntime> =>
  underRuntime(parseCluster({ name: 'c', ...cluster }, '/c'), new Map(Object.entries(runtime)));

/* Agreed on by Envoy 1.40 (differential, profile `runtime`), but for the panic threshold: load_balancer_impl.cc. */
describe('runtime over a cluster', () => {
  test.each<[string, string, number]>([
    ['upstream.healthy_panic_threshold', '30', 30],
    ['upstream.healthy_panic_threshold', '250', 100],
    ['upstream.healthy_panic_threshold', 'high', 50],
    ['another.key', '1', 50],
  ])('%s %s', (key, value, expected) => expect(under({ [key]: value }).healthyPanicThreshold).toBe(expected));

  test.each<[string, string, string | undefined]>([
    ['circuit_breakers.c.default.max_requests', '0', 'max_requests'],
    ['circuit_breakers.c.default.max_pending_requests', '0', 'max_pending_requests'],
    ['circuit_breakers.c.default.max_requests', '1', undefined],
    ['circuit_breakers.c.high.max_requests', '0', undefined],
    ['circuit_breakers.other.default.max_requests', '0', undefined],
  ])('%s %s', (key, value, expected) =>
    expect(closedBreaker(under({ [key]: value }), 'DEFAULT', 'http')?.limit).toBe(expected),
  );

  it('opens a breaker that is configured closed', () => {
    const closed = { circuit_breakers: { thresholds: [{ max_requests: 0 }] } };
    expect(closedBreaker(under({}, closed), 'DEFAULT', 'http')?.limit).toBe('max_requests');
    const opened = under({ 'circuit_breakers.c.default.max_requests': '5' }, closed);
    expect(closedBreaker(opened, 'DEFAULT', 'http')).toBeUndefined();
  });

  test.each<[string, Readonly<Record<string, number>>]>([
    ['100', { true: 100 }],
    ['250', { true: 100 }],
    ['0', { false: 100 }],
    ['30', { true: 30, false: 70 }],
    ['no number', { false: 100 }],
  ])('maintenance of %s %', (value, expected) => {
    const cluster = under({ 'upstream.maintenance_mode.c': value });
    expect(percentages(allBranches((choose) => String(inMaintenance(cluster, choose))))).toEqual(expected);
  });
});

/* Agreed on by Envoy 1.40 (differential, profile `runtime`). */
test.each<[string, number]>([
  ['100', 1],
  ['30.9', 0.3],
  ['0.5', 0],
  [' 0', 0],
  ['150', 1],
  ['all', 0.05],
  ['true', 0.05],
  ['0/HUNDRED', 0],
  ['25/TEN_THOUSAND', 0.0025],
  ['10/MILLION', 0.000_01],
])('a fraction of 5 %% under runtime %s is %d', (value, expected) => {
  const fraction = { at: '', numerator: 5, denominator: 100, runtimeKey: 'k' } as const;
  expect(fractionOf(fraction, new Map([['k', value]]))).toBeCloseTo(expected, 10);
});
