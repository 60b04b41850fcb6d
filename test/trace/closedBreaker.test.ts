import { describe, expect, test } from 'vitest';
import { cluster, listener, route, routeConfig, tcp } from './dump.js';
import { verdict, world } from './harness.js';
import { proxyOfA, shop, TO_B } from './shopOfTwo.js';

type Thresholds = Readonly<Record<string, string | number>>;

/** From a to b, whose cluster at a has these circuit breakers. */
function verdictWith(url: string, thresholds: readonly Thresholds[], priority = 'DEFAULT'): string {
  const proxy = proxyOfA({
    clusters: [cluster(TO_B, { circuit_breakers: { thresholds } })],
    ...(url.startsWith('tcp:')
      ? { listeners: [listener('10.96.0.2:80', [tcp(TO_B)])] }
      : { routes: [routeConfig('80', { '*': [route(TO_B, { prefix: '/' }, { priority })] })] }),
  });
  return verdict(world(shop({ 'pods/web/a/config_dump.json': proxy }))('web/a', url));
}

/** The proxy of b answers what no HTTP is: the connection came that far. */
const PASSED = 'ANSWERED_BY_PROXY 400 DPE';

/** What Envoy 1.36 and 1.40 did with clusters of these limits. */
describe('a limit of 0 lets nothing through, however idle the proxy is', () => {
  test.each([
    [{ max_requests: 0 }, 'DEFAULT', 'NO_UPSTREAM 503 UO'],
    [{ max_pending_requests: 0 }, 'DEFAULT', 'NO_UPSTREAM 503 UO'],
    [{ max_connections: 0 }, 'DEFAULT', 'DELIVERED'],
    [{ max_requests: 1, max_pending_requests: 1 }, 'DEFAULT', 'DELIVERED'],
    [{ max_requests: 0 }, 'HIGH', 'DELIVERED'],
    [{ priority: 'HIGH', max_requests: 0 }, 'HIGH', 'NO_UPSTREAM 503 UO'],
    [{ priority: 'HIGH', max_requests: 0 }, 'DEFAULT', 'DELIVERED'],
  ])('%j, a request of priority %s: %s', (thresholds, priority, expected) =>
    expect(verdictWith('http://b/', [thresholds], priority)).toBe(expected),
  );

  test.each([
    [{ max_requests: 0 }, PASSED],
    [{ max_pending_requests: 0 }, 'NO_UPSTREAM closed URX'],
    [{ max_connections: 0 }, 'NO_UPSTREAM closed UO'],
    [{ priority: 'HIGH', max_connections: 0 }, PASSED],
  ])('%j, a connection: %s', (thresholds, expected) =>
    expect(verdictWith('tcp://10.96.0.2:80', [thresholds])).toBe(expected),
  );

  test('the first thresholds of a priority count', () =>
    expect(verdictWith('http://b/', [{ max_requests: 2 }, { max_requests: 0 }])).toBe('DELIVERED'));
});
