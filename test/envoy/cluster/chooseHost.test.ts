import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterContext } from '../../../src/envoy/cluster/ClusterContext.js';
import { chooseHost } from '../../../src/envoy/cluster/chooseHost.js';
import { hostsOf } from '../../../src/envoy/cluster/hostsOf.js';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { allBranches } from '../branches.js';
import {
  assignmentOf,
  clusterOf,
  contextOf,
  EDS,
  endpoint,
  lastByte,
  priorityAndHealth,
  proxyOf,
  traffic,
} from './clusters.js';

type Weights = Readonly<Record<string, number>>;

/** Hosts 10.0.0.1, 10.0.0.2, … with these fields. */
const hosts = (...fields: readonly JsonObject[]) => fields.map((more, index) => endpoint(`10.0.0.${index + 1}`, more));
const weight = (load_balancing_weight: number): JsonObject => ({ load_balancing_weight });
const one = (...fields: readonly JsonObject[]) => [{ lb_endpoints: hosts(...fields) }];

function shares(cluster: JsonObject, endpoints: readonly JsonObject[], context: Partial<ClusterContext> = {}): Weights {
  const assignment = { cluster_name: 'c', endpoints };
  return traffic(
    proxyOf({ clusters: [{ ...EDS, ...cluster }], assignments: [assignment] }),
    contextOf(context),
    lastByte,
  );
}

describe('the policy spreads over the hosts', () => {
  const WEIGHTED = one(weight(10), weight(30), weight(60));

  it.each<[string, string, Weights]>([
    ['ROUND_ROBIN by their weights', 'ROUND_ROBIN', { 1: 10, 2: 30, 3: 60 }],
    ['LEAST_REQUEST too', 'LEAST_REQUEST', { 1: 10, 2: 30, 3: 60 }],
    ['RANDOM evenly', 'RANDOM', { 1: 33, 2: 33, 3: 33 }],
  ])('%s', (_rule, lb_policy, expected) => {
    expect(shares({ lb_policy }, WEIGHTED)).toEqual(expected);
  });

  it('RING_HASH names what it hashes', () => {
    const config = proxyOf({ clusters: [{ ...EDS, lb_policy: 'RING_HASH' }], assignments: [assignmentOf('2H')] });
    const header = { at: '', kind: 'header' as const, name: 'x-user', terminal: false, generatesCookie: false };
    const about = (context: ClusterContext) => {
      const cluster = clusterOf(config, 'c');
      const set = hostsOf(config, cluster, context).value;
      const texts: string[] = [];
      if (set === undefined) throw new Error('no hosts');
      chooseHost(cluster, set, context, (fork) => {
        texts.push(fork.about);
        const [first] = fork.branches;
        if (first === undefined) throw new Error('no branch');
        return first;
      });
      return texts.at(-1);
    };
    expect(about(contextOf({ hashPolicies: [header] }))).toContain('by the hash of header x-user');
    expect(about(contextOf())).toContain('at random: no hash_policy');
  });

  it('availability counts hosts, not weights', () => {
    const first = hosts({ ...weight(9), health_status: 'HEALTHY' }, { ...weight(1), health_status: 'UNHEALTHY' });
    const second = [endpoint('10.0.1.7'), endpoint('10.0.1.8')];
    const endpoints = [{ lb_endpoints: first }, { priority: 1, lb_endpoints: second }];
    expect(shares({}, endpoints)).toEqual({ 1: 70, 7: 15, 8: 15 });
  });
});

describe('localities', () => {
  const LOCALITY_WEIGHTED = { common_lb_config: { locality_weighted_lb_config: {} } };
  const zone = (name: string, locality: number | undefined, ...letters: readonly string[]): JsonObject => ({
    locality: { zone: name },
    ...(locality === undefined ? {} : weight(locality)),
    lb_endpoints: letters.map((address) =>
      endpoint(`10.0.0.${address.slice(0, -1)}`, { health_status: address.endsWith('U') ? 'UNHEALTHY' : 'HEALTHY' }),
    ),
  });

  it.each<[string, JsonObject, readonly JsonObject[], Weights]>([
    [
      'weights count with locality_weighted_lb_config',
      LOCALITY_WEIGHTED,
      [zone('a', 1, '1H'), zone('b', 3, '2H')],
      { 1: 25, 2: 75 },
    ],
    [
      'less where few of their hosts are usable',
      LOCALITY_WEIGHTED,
      [zone('a', 1, '1H', '2H'), zone('b', 2, '3H', '4U')],
      { 1: 21, 2: 21, 3: 58 },
    ],
    ['without it they do not count', {}, [zone('a', 1, '1H'), zone('b', 3, '2H')], { 1: 50, 2: 50 }],
    [
      'one without weight gets nothing beside one with',
      LOCALITY_WEIGHTED,
      [zone('a', undefined, '1H'), zone('b', 3, '2H')],
      { 2: 100 },
    ],
    [
      'none has a weight: all hosts',
      LOCALITY_WEIGHTED,
      [zone('a', undefined, '1H'), zone('b', undefined, '2H')],
      { 1: 50, 2: 50 },
    ],
    [
      'in panic they do not count',
      LOCALITY_WEIGHTED,
      [zone('a', 1, '1H', '2U', '3U'), zone('b', 9, '4U')],
      { 1: 25, 2: 25, 3: 25, 4: 25 },
    ],
  ])('%s', (_rule, cluster, endpoints, expected) => {
    expect(shares(cluster, endpoints)).toEqual(expected);
  });

  it('their weights are not in /clusters', () => {
    const status = (address: string, name: string) => ({
      address: { socket_address: { address, port_value: 80 } },
      locality: { zone: name },
    });
    const statuses = [{ name: 'c', host_statuses: [status('10.0.0.1', 'a'), status('10.0.0.2', 'b')] }];
    const of = (cluster: JsonObject) =>
      traffic(proxyOf({ clusters: [{ ...EDS, ...cluster }], statuses }), contextOf(), lastByte);
    expect([of({}), of(LOCALITY_WEIGHTED)]).toEqual([{ 1: 50, 2: 50 }, { unknown: 100 }]);
  });
});

describe('subsets', () => {
  const lb = (labels: JsonObject): JsonObject => ({ metadata: { filter_metadata: { 'envoy.lb': labels } } });
  const HOSTS = one(
    lb({ v: '1.0', stage: 'prod' }),
    lb({ v: '1.0', stage: 'prod' }),
    lb({ v: '1.1', stage: 'canary' }),
  );
  const selector = (keys: readonly string[], more: JsonObject = {}): JsonObject => ({ keys, ...more });
  const subsets = (fallback_policy: string, ...subset_selectors: readonly JsonObject[]): JsonObject => ({
    lb_subset_config: { fallback_policy, default_subset: { stage: 'prod' }, subset_selectors },
  });
  const BOTH = selector(['v', 'stage']);
  const STAGE = selector(['stage'], { fallback_policy: 'NO_FALLBACK' });
  const wants = (criteria: Readonly<Record<string, JsonValue>>) => ({
    subsetCriteria: new Map(Object.entries(criteria)),
  });
  const ALL = { 1: 33, 2: 33, 3: 33 };
  const PROD = { 1: 50, 2: 50 };

  it.each<[string, JsonObject, Readonly<Record<string, JsonValue>>, Weights]>([
    ['all keys of a selector', subsets('DEFAULT_SUBSET', BOTH, STAGE), { v: '1.0', stage: 'prod' }, PROD],
    ['another selector', subsets('DEFAULT_SUBSET', BOTH, STAGE), { stage: 'canary' }, { 3: 100 }],
    ['a value that no host has', subsets('ANY_ENDPOINT', STAGE, BOTH), { stage: 'test' }, { UH: 100 }],
    ['fewer keys than a selector: fallback', subsets('DEFAULT_SUBSET', BOTH, STAGE), { v: '1.0' }, PROD],
    ['more keys than a selector: fallback', subsets('ANY_ENDPOINT', STAGE), { stage: 'prod', v: '1.0' }, ALL],
    ['NO_FALLBACK is the default', { lb_subset_config: { subset_selectors: [BOTH] } }, { v: '1.0' }, { UH: 100 }],
    ['and holds without criteria too', { lb_subset_config: { subset_selectors: [BOTH] } }, {}, { UH: 100 }],
    ['ANY_ENDPOINT', subsets('ANY_ENDPOINT', BOTH), {}, ALL],
    ['DEFAULT_SUBSET', subsets('DEFAULT_SUBSET', BOTH), {}, PROD],
    [
      'DEFAULT_SUBSET that no host is in',
      {
        lb_subset_config: {
          fallback_policy: 'DEFAULT_SUBSET',
          default_subset: { stage: 'x' },
          subset_selectors: [BOTH],
        },
      },
      {},
      { UH: 100 },
    ],
    [
      "a selector's ANY_ENDPOINT over the cluster's NO_FALLBACK",
      subsets('NO_FALLBACK', selector(['stage'], { fallback_policy: 'ANY_ENDPOINT' })),
      { stage: 'test' },
      ALL,
    ],
    [
      'KEYS_SUBSET drops keys',
      subsets(
        'NO_FALLBACK',
        selector(['v', 'stage'], { fallback_policy: 'KEYS_SUBSET', fallback_keys_subset: ['stage'] }),
        STAGE,
      ),
      { v: '9', stage: 'canary' },
      { 3: 100 },
    ],
    [
      'KEYS_SUBSET that drops none is refused',
      subsets('NO_FALLBACK', selector(['stage'], { fallback_policy: 'KEYS_SUBSET', fallback_keys_subset: ['stage'] })),
      { stage: 'test' },
      { unknown: 100 },
    ],
    ['no selectors: no subsets', { lb_subset_config: { fallback_policy: 'NO_FALLBACK' } }, { v: '1.0' }, ALL],
    [
      'a field that is not modelled',
      { lb_subset_config: { subset_selectors: [BOTH], not_yet_known: true } },
      {},
      { unknown: 100 },
    ],
  ])('%s', (_rule, cluster, criteria, expected) => {
    expect(shares(cluster, HOSTS, wants(criteria))).toEqual(expected);
  });

  it.each<[string, Readonly<Record<string, JsonValue>>]>([
    ['alone', {}],
    ["over the route's", { stage: 'prod' }],
  ])('dynamic metadata envoy.lb: %s', (_rule, criteria) => {
    const dynamicMetadata = new Map([['envoy.lb', { stage: 'canary' }]]);
    expect(shares(subsets('NO_FALLBACK', STAGE), HOSTS, { ...wants(criteria), dynamicMetadata })).toEqual({ 3: 100 });
  });

  it('a subset whose hosts are all unhealthy panics within itself', () => {
    const sick = { ...lb({ stage: 'prod' }), health_status: 'UNHEALTHY' };
    expect(
      shares(subsets('ANY_ENDPOINT', STAGE), one(sick, lb({ stage: 'canary' })), wants({ stage: 'prod' })),
    ).toEqual({ 1: 100 });
  });

  it('/clusters has no metadata to tell', () => {
    const host_statuses = [{ address: { socket_address: { address: '10.0.0.1', port_value: 80 } } }];
    const of = (cluster: JsonObject) =>
      traffic(
        proxyOf({ clusters: [{ ...EDS, ...cluster }], statuses: [{ name: 'c', host_statuses }] }),
        contextOf(wants({ stage: 'prod' })),
        lastByte,
      );
    expect([of(subsets('ANY_ENDPOINT', STAGE)), of(subsets('ANY_ENDPOINT', BOTH))]).toEqual([
      { unknown: 100 },
      { 1: 100 },
    ]);
  });
});

describe('an aggregate', () => {
  const aggregate = (...clusters: readonly string[]): JsonObject => ({
    name: 'c',
    cluster_type: {
      name: 'envoy.clusters.aggregate',
      typed_config: { '@type': 'type.googleapis.com/envoy.extensions.clusters.aggregate.v3.ClusterConfig', clusters },
    },
  });
  const member = (name: string): JsonObject => ({ name, type: 'EDS', eds_cluster_config: { service_name: name } });

  it("spreads over its members' priorities; a member panics by itself", () => {
    const config = proxyOf({
      clusters: [aggregate('ag1', 'gone', 'ag2'), member('ag1'), member('ag2')],
      assignments: [assignmentOf('1H2U;2U', {}, 'ag1'), assignmentOf('2H', {}, 'ag2')],
    });
    const name = (host: Parameters<typeof priorityAndHealth>[0]) => `${host.cluster} ${priorityAndHealth(host)}`;
    expect(traffic(config, contextOf(), name)).toEqual({ 'ag1 0H': 15, 'ag1 0U': 31, 'ag2 0H': 54 });
  });

  it('of aggregates is not known, of nothing has no host', () => {
    const inner = { ...aggregate(), name: 'inner' };
    expect(traffic(proxyOf({ clusters: [aggregate('inner'), inner] }), contextOf(), lastByte)).toEqual({
      unknown: 100,
    });
    expect(traffic(proxyOf({ clusters: [aggregate('gone')] }), contextOf(), lastByte)).toEqual({ UH: 100 });
  });
});

it('the branches of every fork have a probability, a label of their own, and make 1 together', () => {
  const host = fc.record({
    address: fc.integer({ min: 1, max: 4 }).map((byte) => `10.0.0.${byte}`),
    health_status: fc.constantFrom('HEALTHY', 'UNHEALTHY', 'DEGRADED'),
    load_balancing_weight: fc.integer({ min: 1, max: 5 }),
  });
  const locality = fc.record({
    priority: fc.nat({ max: 2 }),
    load_balancing_weight: fc.nat({ max: 3 }),
    locality: fc.record({ zone: fc.constantFrom('a', 'b') }),
    lb_endpoints: fc
      .array(host, { maxLength: 4 })
      .map((all) => all.map(({ address, ...more }) => endpoint(address, more))),
  });
  const cluster = fc.record({
    lb_policy: fc.constantFrom('ROUND_ROBIN', 'RANDOM', 'MAGLEV'),
    common_lb_config: fc.constantFrom(
      {},
      { locality_weighted_lb_config: {} },
      { healthy_panic_threshold: { value: 0 } },
    ),
  });
  fc.assert(
    fc.property(cluster, fc.array(locality, { maxLength: 4 }), (more, endpoints) => {
      const config = proxyOf({ clusters: [{ ...EDS, ...more }], assignments: [{ cluster_name: 'c', endpoints }] });
      const found = clusterOf(config, 'c');
      const set = hostsOf(config, found, contextOf()).value;
      if (set === undefined) throw new Error('no hosts');
      const ways = allBranches((choose) =>
        chooseHost(found, set, contextOf(), (fork) => {
          expect(new Set(fork.branches.map(({ label }) => label)).size).toBe(fork.branches.length);
          expect(fork.branches.every(({ probability }) => probability > 0 && probability <= 1)).toBe(true);
          return choose(fork);
        }),
      );
      expect(ways.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    }),
  );
});
