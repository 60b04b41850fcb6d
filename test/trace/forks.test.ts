import { expect, test } from 'vitest';
import { filter, route, routeConfig } from './dump.js';
import { last, outcomes, verdict, world, type Options } from './harness.js';
import { inboundHttp, proxyOfA, proxyOfB, shop, TO_B } from './shopOfTwo.js';

const weighted = route(
  '',
  { prefix: '/' },
  {
    cluster: undefined,
    weighted_clusters: {
      clusters: [
        { name: TO_B, weight: 80 },
        { name: 'BlackHoleCluster', weight: 20 },
      ],
    },
  },
);
const split = world(
  shop({ 'pods/web/a/config_dump.json': proxyOfA({ routes: [routeConfig('80', { b: [weighted] })] }) }),
);

const three = world(
  shop({
    'pods/web/a/config_dump.json': proxyOfA({
      endpoints: { [TO_B]: ['10.0.0.2:8080', '10.0.0.3:8080', '10.0.0.4:8080'] },
    }),
  }),
);

test('weights are a fork, and the likeliest branch is the verdict', () => {
  const trace = split('web/a', 'http://b/');
  expect(outcomes(trace)).toEqual(['80 % DELIVERED', '20 % NO_UPSTREAM 503 UH']);
  expect(verdict(trace)).toBe('DELIVERED');
});

test.each<readonly [name: string, options: Options, is: readonly string[]]>([
  ['--random-value 79', { randomValue: 79 }, ['100 % DELIVERED']],
  ['--random-value 80', { randomValue: 80 }, ['100 % NO_UPSTREAM 503 UH']],
  ['--random-value 180, taken modulo the sum', { randomValue: 180 }, ['100 % NO_UPSTREAM 503 UH']],
  ['--pin', { pins: ['weighted_clusters=BlackHoleCluster'] }, ['100 % NO_UPSTREAM 503 UH']],
  ['--likeliest', { likeliest: true }, ['80 % DELIVERED']],
  ['--max-branches 1', { maxBranches: 1 }, ['80 % DELIVERED']],
])('%s', (_name, options, is) => {
  expect(outcomes(split('web/a', 'http://b/', options))).toEqual(is);
});

test('what is not followed is told', () => {
  expect(split('web/a', 'http://b/', { likeliest: true }).notFollowed).toBeCloseTo(0.2);
  expect(split('web/a', 'http://b/').notFollowed).toBe(0);
});

test('endpoints are as likely as each other, and --endpoint picks one', () => {
  const trace = three('web/a', 'http://b/');
  expect(outcomes(trace)).toEqual(['66.67 % DELIVERED', '33.33 % EXITS_MESH']);
  expect(last(three('web/a', 'http://b/', { endpoint: '10.0.0.3:8080' }), 'endpoint')).toBe('10.0.0.3:8080');
  expect(outcomes(three('web/a', 'http://b/', { endpoint: '10.0.0.4:8080' }))).toEqual(['100 % EXITS_MESH']);
});

test('the shares of all outcomes and what was not followed sum to 1', () => {
  const fault = filter('fault', { abort: { http_status: 503, percentage: { numerator: 30 } } });
  const ask = world(
    shop({
      'pods/web/a/config_dump.json': proxyOfA({
        routes: [routeConfig('80', { b: [weighted] })],
        endpoints: { [TO_B]: ['10.0.0.2:8080', '10.0.0.3:8080'] },
      }),
      'pods/web/b/config_dump.json': proxyOfB([inboundHttp({}, { filters: [fault] })]),
    }),
  );
  for (const options of [{}, { maxBranches: 2 }, { likeliest: true }, { allBranches: true }]) {
    const trace = ask('web/a', 'http://b/', options);
    expect(trace.outcomes.reduce((sum, { probability }) => sum + probability, trace.notFollowed)).toBeCloseTo(1);
  }
});

test('a path tells the choices that led to it', () => {
  const { paths } = split('web/a', 'http://b/');
  expect(paths.map(({ choices }) => choices.map(({ fork, label }) => `${fork}=${label}`))).toEqual([
    [`weighted_clusters=${TO_B}`],
    ['weighted_clusters=BlackHoleCluster'],
  ]);
});

test.each([
  ['lets the request through', 'pass', 'DELIVERED'],
  ['denies it', 'deny', 'DENIED 403'],
])('--assume: a filter that is not run %s', (_name, what, is) => {
  const ask = world(shop({ 'pods/web/b/config_dump.json': proxyOfB([inboundHttp({}, { filters: [filter('lua')] })]) }));
  expect(verdict(ask('web/a', 'http://b/', { assume: [`envoy.filters.http.lua=${what}`] }))).toBe(is);
  expect(verdict(ask('web/a', 'http://b/', { assume: [`*=${what}`] }))).toBe(is);
  expect(ask('web/a', 'http://b/', { assume: [`*=${what}`] }).assumptions.map(({ kind }) => kind)).toContain('filter');
});

test('--assume rules=pass takes the capture of a pod for granted', () => {
  const ask = world(shop({ 'pods/web/a/iptables-save.txt': undefined }));
  expect(verdict(ask('web/a', 'http://b/'))).toBe('INDETERMINATE (DELIVERED)');
  expect(verdict(ask('web/a', 'http://b/', { assume: ['rules=pass'] }))).toBe('DELIVERED');
});
