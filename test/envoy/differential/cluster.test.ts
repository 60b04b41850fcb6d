import { describe, expect, it, test } from 'vitest';
import { closedBreaker } from '../../../src/envoy/cluster/closedBreaker.js';
import { failureReply } from '../../../src/envoy/cluster/failureReply.js';
import { parseCluster } from '../../../src/envoy/parse/parseCluster.js';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { chooseHost } from '../../../src/envoy/cluster/chooseHost.js';
import { hostsOf } from '../../../src/envoy/cluster/hostsOf.js';
import { allBranches } from '../branches.js';
import { clusterOf, contextOf, EDS, endpoint, lastByte, proxyOf, traffic } from '../cluster/clusters.js';

/* What the differential against Envoy 1.40 found: each was another way once. */

const host = (number: number, health: string, metadata: JsonObject = {}): JsonObject =>
  endpoint(`10.0.0.${number}`, { health_status: health, metadata: { filter_metadata: { 'envoy.lb': metadata } } });

function shares(
  cluster: JsonObject,
  endpoints: readonly JsonObject[],
  criteria: ReadonlyMap<string, JsonValue> = new Map(),
): Readonly<Record<string, number>> {
  const facts = { clusters: [{ ...EDS, ...cluster }], assignments: [{ cluster_name: 'c', endpoints }] };
  return traffic(proxyOf(facts), contextOf({ subsetCriteria: criteria }), lastByte);
}

const NO_PANIC: JsonObject = { common_lb_config: { healthy_panic_threshold: { value: 0 } } };
const FAIL: JsonObject = { common_lb_config: { zone_aware_lb_config: { fail_traffic_on_panic: true } } };
const WEIGHTED: JsonObject = { common_lb_config: { locality_weighted_lb_config: {} } };
const place = (zone: string, weight: number | undefined, ...hosts: readonly JsonObject[]): JsonObject => ({
  locality: { zone },
  ...(weight === undefined ? {} : { load_balancing_weight: weight }),
  lb_endpoints: hosts,
});

/** load_balancing_policies/common/thread_aware_lb_impl.cc, normalizeWeights. */
describe.each(['RING_HASH', 'MAGLEV'])('%s', (lb_policy) => {
  it('never sends to degraded hosts', () => {
    const endpoints = [{ lb_endpoints: [host(1, 'DEGRADED'), host(2, 'UNHEALTHY')] }];
    expect(shares({ lb_policy, ...NO_PANIC }, endpoints)).toEqual({ UH: 100 });
    expect(shares(NO_PANIC, endpoints)).toEqual({ 1: 100 });
  });

  it('serves in panic whatever fail_traffic_on_panic says', () => {
    const endpoints = [{ lb_endpoints: [host(1, 'HEALTHY'), host(2, 'UNHEALTHY'), host(3, 'UNHEALTHY')] }];
    expect(Object.keys(shares({ lb_policy, ...FAIL }, endpoints))).toEqual(['1', '2', '3']);
    expect(shares(FAIL, endpoints)).toEqual({ UH: 100 });
  });

  it('takes the weights of localities as they are, in panic too', () => {
    const endpoints = [place('a', 1, host(1, 'HEALTHY')), place('b', 3, host(2, 'HEALTHY'), host(3, 'UNHEALTHY'))];
    expect(shares({ lb_policy, ...WEIGHTED }, endpoints)).toEqual({ 1: 25, 2: 75 });
    const sick = [place('a', 1, host(1, 'HEALTHY')), place('b', 3, host(2, 'UNHEALTHY'), host(3, 'UNHEALTHY'))];
    expect(shares({ lb_policy, ...WEIGHTED }, sick)).toEqual({ 1: 25, 2: 38, 3: 38 });
  });

  it('has no host where localities are to be weighed and none has a weight', () =>
    expect(shares({ lb_policy, ...WEIGHTED }, [place('a', undefined, host(1, 'HEALTHY'))])).toEqual({ UH: 100 }));
});

/** subset_lb.cc, determineLocalityWeights: `locality_weight_aware`. */
it('the weights of localities do not count inside of subsets, unless these are aware of them', () => {
  const endpoints = [place('a', 1, host(1, 'HEALTHY', { v: '1' })), place('b', 3, host(2, 'HEALTHY', { v: '1' }))];
  const subsets = (more: JsonObject): JsonObject => ({
    ...WEIGHTED,
    lb_subset_config: { fallback_policy: 'ANY_ENDPOINT', subset_selectors: [{ keys: ['v'] }], ...more },
  });
  expect(shares(subsets({}), endpoints, new Map([['v', '1']]))).toEqual({ 1: 50, 2: 50 });
  expect(shares(subsets({}), endpoints)).toEqual({ 1: 50, 2: 50 });
  expect(shares(subsets({ locality_weight_aware: true }), endpoints)).toEqual({ 1: 25, 2: 75 });
});

/** config/metadata.cc, metadataLabelMatch: `list_as_any`. */
it('a list in the metadata of a host stands for its values only with list_as_any', () => {
  const endpoints = [{ lb_endpoints: [host(1, 'HEALTHY', { v: ['1', '2'] }), host(2, 'HEALTHY', { v: '3' })] }];
  const subsets = (more: JsonObject): JsonObject => ({
    lb_subset_config: { fallback_policy: 'NO_FALLBACK', subset_selectors: [{ keys: ['v'] }], ...more },
  });
  expect(shares(subsets({ list_as_any: true }), endpoints, new Map([['v', '2']]))).toEqual({ 1: 100 });
  expect(shares(subsets({}), endpoints, new Map([['v', '2']]))).toEqual({ UH: 100 });
});

/** tcp_proxy/tcp_proxy.cc, initialize: asked of the cluster that it names, before a host is looked for. */
it('max_connections is a matter of tcp_proxy alone', () => {
  const limits = { thresholds: [{ max_connections: 0 }] };
  const cluster = parseCluster({ name: 'c', circuit_breakers: limits }, '');
  const by = (who: 'http' | 'tcp' | 'tcp_proxy'): string | undefined => closedBreaker(cluster, 'DEFAULT', who)?.limit;
  expect([by('tcp_proxy'), by('tcp'), by('http')]).toEqual(['max_connections', undefined, undefined]);
});

/** bootstrap/internal_listener/client_connection_factory.cc. */
it('an internal connection that nobody takes fails at once', () => {
  const detail = 'immediate connect error: Invalid argument|remote address:envoy://inner/';
  expect(failureReply('internal_listener_refused', { grpc: false, tcp: false, detail })).toMatchObject({
    status: 503,
    flags: 'UF',
    details:
      'upstream_reset_before_response_started{remote_connection_failure|immediate_connect_error:_Invalid_argument|remote_address:envoy://inner/}',
  });
  expect(failureReply('internal_listener_refused', { grpc: false, tcp: true }).flags).toBe('UF,URX');
});

/** thread_aware_lb_impl.cc, chooseHost: it does not ask the context for the priority load, as load_balancer_impl.cc does. */
describe('an aggregate whose member has the subset in its second priority only', () => {
  const served = (lb_policy: string): readonly string[] => {
    const member = {
      ...EDS,
      name: 'm',
      lb_policy,
      lb_subset_config: { fallback_policy: 'NO_FALLBACK', subset_selectors: [{ keys: ['v'] }] },
    };
    const aggregate = {
      name: 'c',
      lb_policy: 'CLUSTER_PROVIDED',
      cluster_type: {
        name: 'envoy.clusters.aggregate',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.clusters.aggregate.v3.ClusterConfig',
          clusters: ['m'],
        },
      },
    };
    const endpoints = [
      { lb_endpoints: [host(1, 'HEALTHY')] },
      { priority: 1, lb_endpoints: [host(2, 'HEALTHY', { v: '1' })] },
    ];
    const config = proxyOf({ clusters: [aggregate, member], assignments: [{ cluster_name: 'm', endpoints }] });
    const context = contextOf({ subsetCriteria: new Map([['v', '1']]) });
    const cluster = clusterOf(config, 'c');
    const set = hostsOf(config, cluster, context).value;
    if (set === undefined) throw new Error('no hosts');
    return allBranches((choose) => chooseHost(cluster, set, context, choose)).map(({ value }) =>
      value.value === undefined ? 'UH' : lastByte(value.value),
    );
  };
  test.each([
    ['MAGLEV', ['2']],
    ['RING_HASH', ['2']],
    ['ROUND_ROBIN', ['UH']],
  ])('%s: %j', (policy, expected) => expect(served(policy)).toEqual(expected));
});
