import { describe, expect, test } from 'vitest';
import { differences, traceOf } from './harness.js';

const canary = traceOf(
  "{from: frontend-7d9c6b5f4-2xkqp.web, url: 'http://catalog:8080/items?n=1', headers: {x-canary: 'true'}, assume: {shop.tag: pass}}",
);
const front = traceOf("{from: external, url: 'http://shop.example.com/'}");
const checkout = traceOf(
  "{from: frontend-7d9c6b5f4-2xkqp.web, url: 'http://cart/cart/checkout', assume: {shop.tag: pass}}",
);
const unknown = traceOf(
  "{from: frontend-7d9c6b5f4-2xkqp.web, url: 'http://catalog:8080/', headers: {x-canary: 'true'}}",
);

describe('what is as expected makes no difference', () => {
  test.each([
    ['{verdict: DELIVERED}'],
    ['{verdict: [DENIED, DELIVERED]}'],
    ["{caller: app, flags: '', details: ''}"],
    ['{outcomes: {DELIVERED: 100}}'],
    ["{rules: ['nat:OUTPUT:rule:1', 'nat:ISTIO_OUTPUT:rule:9', 'nat:ISTIO_OUTPUT:rule:4']}"],
    ["{outbound: {listener: 0.0.0.0_8080, filterChain: '', routeConfig: '8080', route: canary}}"],
    ["{outbound: {virtualHost: 'catalog.web.svc.cluster.local:8080', endpoint: '10.20.2.11:8080'}}"],
    ['{outbound: {cluster: outbound|8080|v2|catalog.web.svc.cluster.local}}'],
    ['{outbound: {sni: outbound_.8080_.v2_.catalog.web.svc.cluster.local}}'],
    ["{outbound: {method: GET, path: '/items?n=1', host: 'catalog:8080'}}"],
    ["{outbound: {headers: {x-canary: 'true', X-Canary: 'true', x-other: null}}}"],
    ["{inbound: {listener: virtualInbound, filterChain: 0.0.0.0_8080, sni: ''}}"],
  ])('%s', (expected) => {
    expect(differences(canary, expected)).toEqual([]);
  });
});

describe('what is not makes one, named after its field', () => {
  test.each([
    ['{verdict: DENIED}', 'verdict', 'DENIED', 'DELIVERED'],
    ['{verdict: [DENIED, LOOP]}', 'verdict', 'DENIED or LOOP', 'DELIVERED'],
    ['{caller: 200}', 'caller', '200', 'app'],
    ['{flags: UH}', 'flags', 'UH', ''],
    ['{details: direct_response}', 'details', 'direct_response', ''],
    ['{unknown: shop.tag}', 'unknown', 'shop.tag', 'nothing'],
    ['{outcomes: {DELIVERED: 90, DENIED: 10}}', 'outcomes', 'DELIVERED 90 %, DENIED 10 %', 'DELIVERED 100 %'],
    ['{outbound: {listener: 0.0.0.0_80}}', 'outbound.listener', '"0.0.0.0_80"', '"0.0.0.0_8080"'],
    ['{outbound: {filterChain: a}}', 'outbound.filterChain', '"a"', '""'],
    ['{outbound: {routeConfig: 80}}', 'outbound.routeConfig', '"80"', '"8080"'],
    ['{outbound: {virtualHost: a}}', 'outbound.virtualHost', '"a"', '"catalog.web.svc.cluster.local:8080"'],
    ['{outbound: {route: split}}', 'outbound.route', '"split"', '"canary"'],
    ['{outbound: {cluster: a}}', 'outbound.cluster', '"a"', '"outbound|8080|v2|catalog.web.svc.cluster.local"'],
    ['{outbound: {endpoint: a}}', 'outbound.endpoint', '"a"', '"10.20.2.11:8080"'],
    ["{outbound: {sni: ''}}", 'outbound.sni', '""', '"outbound_.8080_.v2_.catalog.web.svc.cluster.local"'],
    ['{outbound: {method: POST}}', 'outbound.method', '"POST"', '"GET"'],
    ['{outbound: {path: /items}}', 'outbound.path', '"/items"', '"/items?n=1"'],
    ['{outbound: {host: catalog}}', 'outbound.host', '"catalog"', '"catalog:8080"'],
    ["{outbound: {headers: {x-canary: 'yes'}}}", 'outbound.headers.x-canary', '"yes"', '"true"'],
    ['{outbound: {headers: {x-canary: null}}}', 'outbound.headers.x-canary', 'nothing', '"true"'],
    ['{outbound: {headers: {x-other: a}}}', 'outbound.headers.x-other', '"a"', 'nothing'],
    ['{inbound: {cluster: inbound|80||}}', 'inbound.cluster', '"inbound|80||"', '"inbound|8080||"'],
    ['{gateway: {listener: a}}', 'gateway', 'a hop of this kind', 'none on the likeliest path'],
  ])('%s', (expected, field, wanted, got) => {
    expect(differences(canary, expected)).toEqual([{ field, expected: wanted, got }]);
  });
});

describe('rules', () => {
  const first = ['nat:ISTIO_OUTPUT:rule:9', 'nat:OUTPUT:rule:2'];
  test('that were not taken', () => {
    const [difference] = differences(canary, `{rules: ['${first.join("', '")}']}`);
    expect(difference).toMatchObject({ field: 'rules[1]', expected: 'nat:OUTPUT:rule:2' });
    expect(difference?.got).toContain('nat:ISTIO_REDIRECT:rule:1');
  });
  test('that were taken in another order', () => {
    const found = differences(canary, "{rules: ['nat:ISTIO_REDIRECT:rule:1', 'nat:ISTIO_OUTPUT:rule:9']}");
    expect(found.map(({ field }) => field)).toEqual(['rules[1]']);
  });
  test('behind the last', () => {
    const found = differences(canary, "{rules: ['nat:ISTIO_IN_REDIRECT:rule:1', 'nat:ISTIO_REDIRECT:rule:1']}");
    expect(found.map(({ field }) => field)).toEqual(['rules[1]']);
  });
});

test('a gateway is one of the proxies', () => {
  expect(differences(front, "{gateway: {virtualHost: 'shop.example.com:80'}}")).toEqual([]);
  expect(differences(front, '{outbound: {listener: a}}')).toHaveLength(1);
});

test('outcomes are those of all paths, the verdict that of the likeliest', () => {
  expect(
    differences(checkout, '{verdict: ANSWERED_BY_PROXY, outcomes: {ANSWERED_BY_PROXY: 80, DELIVERED: 20}}'),
  ).toEqual([]);
  expect(differences(checkout, '{outcomes: {ANSWERED_BY_PROXY: 100}}')).toEqual([
    { field: 'outcomes', expected: 'ANSWERED_BY_PROXY 100 %', got: 'ANSWERED_BY_PROXY 80 %, DELIVERED 20 %' },
  ]);
});

test('what is not known is found by part of its name', () => {
  expect(differences(unknown, '{verdict: INDETERMINATE, unknown: shop.tag}')).toEqual([]);
  expect(differences(unknown, '{unknown: other.filter}')).toHaveLength(1);
  expect(differences(unknown, '{verdict: DELIVERED}')[0]?.got).toContain('shop.tag');
});

test('several differences are all told', () => {
  const found = differences(canary, '{verdict: DENIED, flags: UH, outbound: {route: split, path: /}}');
  expect(found.map(({ field }) => field)).toEqual(['verdict', 'flags', 'outbound.route', 'outbound.path']);
});
