import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { contextOf, EDS, endpoint, lastByte, proxyOf, traffic } from './clusters.js';

type Shares = Readonly<Record<string, number>>;

const host = (number: number, metadata: JsonObject, health = 'HEALTHY'): JsonObject =>
  endpoint(`10.0.0.${number}`, { health_status: health, metadata: { filter_metadata: { 'envoy.lb': metadata } } });

function shares(
  cluster: JsonObject,
  endpoints: readonly JsonObject[],
  criteria: Readonly<Record<string, JsonValue>> = {},
): Shares {
  const facts = { clusters: [{ ...EDS, ...cluster }], assignments: [{ cluster_name: 'c', endpoints }] };
  return traffic(proxyOf(facts), contextOf({ subsetCriteria: new Map(Object.entries(criteria)) }), lastByte);
}

const HOSTS = [{ lb_endpoints: [host(1, { stage: 'prod', v: '1' }), host(2, { stage: 'dev', v: '1' })] }];
const subsets = (more: JsonObject, ...selectors: readonly JsonObject[]): JsonObject => ({
  lb_subset_config: { subset_selectors: selectors, ...more },
});
const STAGE = { keys: ['stage'] };
const BOTH = { keys: ['v', 'stage'] };

/* load_balancing_policies/subset/subset_lb.cc; agreed on by Envoy 1.40 (differential, profiles `balancing` and `shares`). */
describe('metadata_fallback_policy FALLBACK_LIST', () => {
  const LIST = subsets({ metadata_fallback_policy: 'FALLBACK_LIST' }, STAGE, BOTH);
  test.each<[string, JsonObject, Readonly<Record<string, JsonValue>>, Shares]>([
    ['the first entry that has a host', LIST, { fallback_list: [{ stage: 'x' }, { stage: 'dev' }] }, { 2: 100 }],
    ['an entry goes over the other criteria', LIST, { stage: 'prod', fallback_list: [{ stage: 'dev' }] }, { 2: 100 }],
    ['and beside them', LIST, { v: '1', fallback_list: [{ stage: 'dev' }] }, { 2: 100 }],
    ['no entry has a host', LIST, { stage: 'prod', fallback_list: [{ stage: 'x' }, { stage: 'y' }] }, { UH: 100 }],
    ['an empty list is none', LIST, { stage: 'prod', fallback_list: [] }, { 1: 100 }],
    ['another policy: a criterion like others', subsets({}, STAGE), { stage: 'prod', fallback_list: [] }, { UH: 100 }],
  ])('%s', (_rule, cluster, criteria, expected) => expect(shares(cluster, HOSTS, criteria)).toEqual(expected));
});

describe('panic_mode_any', () => {
  const NOBODY = { fallback_policy: 'DEFAULT_SUBSET', default_subset: { stage: 'x' }, panic_mode_any: true };
  test.each<[string, JsonObject, Readonly<Record<string, JsonValue>>, Shares]>([
    ['any host where the default subset has none', subsets(NOBODY, STAGE), { v: '1' }, { 1: 50, 2: 50 }],
    ['not behind NO_FALLBACK', subsets({ panic_mode_any: true }, STAGE), { v: '1' }, { UH: 100 }],
    [
      "not behind a selector's own fallback",
      subsets(NOBODY, { ...STAGE, fallback_policy: 'DEFAULT_SUBSET' }),
      { stage: 'y' },
      { UH: 100 },
    ],
  ])('%s', (_rule, cluster, criteria, expected) => expect(shares(cluster, HOSTS, criteria)).toEqual(expected));
});

test.each<[string, readonly JsonObject[], Shares]>([
  ['its own', [{ ...STAGE, fallback_policy: 'ANY_ENDPOINT' }, BOTH], { 1: 50, 2: 50 }],
  ['none behind a longer one that begins with it', [BOTH, { ...STAGE, fallback_policy: 'ANY_ENDPOINT' }], { UH: 100 }],
])("a selector's fallback_policy: %s", (_rule, selectors, expected) =>
  expect(shares(subsets({}, ...selectors), HOSTS, { stage: 'x' })).toEqual(expected),
);

describe('single_host_per_subset', () => {
  const SINGLE = subsets({}, { ...STAGE, single_host_per_subset: true });
  const sick = { lb_endpoints: [host(3, { stage: 'prod' }, 'UNHEALTHY'), host(4, { stage: 'prod' })] };
  test.each<[string, readonly JsonObject[], Shares]>([
    ['the first takes all, though it is not healthy', [sick], { 3: 100 }],
    ['of the first priority', [{ ...sick, priority: 1 }, ...HOSTS], { 1: 100 }],
  ])('%s', (_rule, endpoints, expected) => expect(shares(SINGLE, endpoints, { stage: 'prod' })).toEqual(expected));
});

describe('locality_weight_aware with scale_locality_weight', () => {
  const zone = (name: string, weight: number, ...hosts: readonly JsonObject[]): JsonObject => ({
    locality: { zone: name },
    load_balancing_weight: weight,
    lb_endpoints: hosts,
  });
  const PLACES = [
    zone('a', 4, host(1, { stage: 'prod' }), host(2, { stage: 'dev' })),
    zone('b', 4, host(3, { stage: 'prod' })),
  ];
  test.each<[string, JsonObject, Shares]>([
    ['as they are', { locality_weight_aware: true }, { 1: 50, 3: 50 }],
    ['by the share of the hosts', { locality_weight_aware: true, scale_locality_weight: true }, { 1: 33, 3: 67 }],
  ])('%s', (_rule, more, expected) => {
    const cluster = { ...subsets(more, STAGE), common_lb_config: { locality_weighted_lb_config: {} } };
    expect(shares(cluster, PLACES, { stage: 'prod' })).toEqual(expected);
  });
});

describe('as an extension (load_balancing_policy)', () => {
  const policy = (name: string, value: JsonObject): JsonObject => ({
    policies: [
      {
        typed_extension_config: {
          name,
          typed_config: { '@type': `type.googleapis.com/envoy.extensions.load_balancing_policies.${name}`, ...value },
        },
      },
    ],
  });
  const robin = policy('round_robin.v3.RoundRobin', {});
  const subset = (more: JsonObject): JsonObject => ({
    load_balancing_policy: policy('subset.v3.Subset', {
      subset_selectors: [STAGE],
      subset_lb_policy: robin,
      ...more,
    }),
  });
  test.each<[string, JsonObject, Readonly<Record<string, JsonValue>>, Shares]>([
    ['Subset', subset({}), { stage: 'dev' }, { 2: 100 }],
    ['Subset, a criterion too many', subset({}), { stage: 'dev', x: 1 }, { UH: 100 }],
    ['allow_redundant_keys', subset({ allow_redundant_keys: true }), { stage: 'dev', x: 1 }, { 2: 100 }],
  ])('%s', (_rule, cluster, criteria, expected) => expect(shares(cluster, HOSTS, criteria)).toEqual(expected));
});
