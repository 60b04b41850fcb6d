import { describe, expect, it } from 'vitest';
import { matchRoute } from '../../../src/envoy/route/matchRoute.js';
import type { Choose } from '../../../src/logic/Fork.js';
import { requestContext } from '../requestContext.js';
import { routeConfiguration, routes } from './routes.js';

describe('the first route that matches', () => {
  it('wins over later ones', () => {
    routes([{ prefix: '/a' }, { prefix: '/' }])
      .on('GET /a')
      .picks('#1');
    routes([{ prefix: '/a' }, { prefix: '/' }])
      .on('GET /b')
      .picks('#2');
  });

  it('none', () => {
    routes([{ prefix: '/a' }])
      .on('GET /b')
      .picks('none');
  });

  it('one that is not decided, ahead of it, leaves the choice open', () => {
    routes([{ prefix: '/', new_field: 1 }, { prefix: '/' }])
      .on('GET /')
      .picks('unknown');
    routes([{ prefix: '/' }, { prefix: '/', new_field: 1 }])
      .on('GET /')
      .picks('#1');
  });
});

describe('near misses', () => {
  const misses = (matches: Parameters<typeof routes>[0], line: string) =>
    routes(matches)
      .on(line)
      .decision.skipped.map(
        ({ what, failed }) => `${what}: ${failed.name} expected ${failed.expected}, got ${failed.got}`,
      );

  it('the nearest comes first, with the first criterion that failed', () => {
    const header = { name: 'x', string_match: { exact: '1' } };
    expect(misses([{ prefix: '/b' }, { prefix: '/a', headers: [header] }, { prefix: '/' }], 'GET /a')).toEqual([
      'route #2: header x expected exact 1, got absent',
      'route #1: prefix expected /b, got /a',
    ]);
  });

  it('a later route that would match is named as shadowed', () => {
    expect(misses([{ prefix: '/' }, { prefix: '/a' }], 'GET /a')).toEqual([
      'route #2: order expected the first route that matches, got route #1 wins before it',
    ]);
  });
});

describe('runtime_fraction', () => {
  const half = { default_value: { numerator: 30, denominator: 'HUNDRED' }, runtime_key: 'k' };
  const config = routeConfiguration({
    virtual_hosts: [
      {
        name: 'v',
        domains: ['*'],
        routes: [
          { match: { prefix: '/', runtime_fraction: half }, route: { cluster: 'a' } },
          { match: { prefix: '/' }, route: { cluster: 'b' } },
        ],
      },
    ],
  });
  const [virtualHost] = config.virtualHosts;
  if (!virtualHost) throw new Error('no virtual host');
  const pick = (choose: Choose, runtime: Record<string, string> = {}) =>
    matchRoute(virtualHost, requestContext('GET /', { runtime }), config, choose).value?.at.at(-1);

  it('is a fork between hit and miss', () => {
    const seen: string[] = [];
    const first: Choose = (fork) => {
      seen.push(...fork.branches.map(({ label, probability }) => `${fork.name} ${label} ${probability}`));
      return fork.branches[0] ?? never();
    };
    expect(pick(first)).toBe('0');
    expect(seen).toEqual(['runtime_fraction hit 0.3', 'runtime_fraction miss 0.7']);
    expect(pick((fork) => fork.branches[1] ?? never())).toBe('1');
  });

  it('a runtime integer is a percentage, whatever the denominator', () => {
    expect(pick(never, { k: '100' })).toBe('0');
    expect(pick(never, { k: '0' })).toBe('1');
  });
});

function never(): never {
  throw new Error('no choice was expected');
}
