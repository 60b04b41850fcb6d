import { describe, expect, it } from 'vitest';
import { hostHealth } from '../../../src/envoy/cluster/hostHealth.js';
import type { Endpoint } from '../../../src/envoy/model/Cluster.js';

describe('whether a host counts among its priority’s hosts', () => {
  it.each<[Endpoint['healthStatus'], readonly string[], string]>([
    ['HEALTHY', [], 'healthy, counts'],
    ['UNKNOWN', [], 'healthy, counts'],
    ['UNHEALTHY', [], 'unhealthy, counts'],
    ['TIMEOUT', [], 'unhealthy, counts'],
    ['DRAINING', [], 'unhealthy, does not count'],
    ['DEGRADED', [], 'degraded, counts'],
    ['HEALTHY', ['failed_active_health_check'], 'unhealthy, counts'],
    ['HEALTHY', ['failed_active_health_check', 'pending_active_hc'], 'unhealthy, does not count'],
    ['HEALTHY', ['excluded_via_immediate_hc_fail'], 'healthy, does not count'],
  ])('%s %s: %s', (eds, flags, expected) => {
    const { health, excluded } = hostHealth(eds, flags);
    expect(`${health}, ${excluded ? 'does not count' : 'counts'}`).toBe(expected);
  });
});
