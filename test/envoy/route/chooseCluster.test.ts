import { describe, expect, it } from 'vitest';
import { parseForwardAction } from '../../../src/envoy/parse/parseForwardAction.js';
import { chooseCluster } from '../../../src/envoy/route/chooseCluster.js';
import { chooseLikeliest, type Choose } from '../../../src/logic/Fork.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { requestContext, type RequestOptions } from '../requestContext.js';

function decide(action: JsonObject, options: RequestOptions = {}, choose: Choose = chooseLikeliest) {
  return chooseCluster(parseForwardAction(action, ''), requestContext('GET /', options), choose);
}

const name = (action: JsonObject, headers: Record<string, string | readonly string[]> = {}) =>
  decide(action, { headers }).value?.name;

/** `chance` when the choice is left to it. */
function weighted(
  weights: Record<string, number>,
  value: string | readonly string[] | undefined,
  more: JsonObject = {},
): string {
  const clusters = Object.entries(weights).map(([cluster, weight]) => ({ name: cluster, weight }));
  const forks: string[] = [];
  const choose: Choose = (fork) => {
    forks.push(fork.name);
    return chooseLikeliest(fork);
  };
  const headers = value === undefined ? {} : { headers: { 'x-w': value } };
  const { value: chosen } = decide({ weighted_clusters: { clusters, header_name: 'x-w', ...more } }, headers, choose);
  return forks.length > 0 ? 'chance' : (chosen?.name ?? '');
}

describe('cluster', () => {
  it('by name', () => expect(name({ cluster: 'a' })).toBe('a'));
});

describe('cluster_header', () => {
  const action = { cluster_header: 'X-C' };
  it('names the cluster', () => expect(name(action, { 'x-c': 'a' })).toBe('a'));
  it('the first of two lines', () => expect(name(action, { 'x-c': ['a', 'b'] })).toBe('a'));
  it('missing: no cluster', () => expect(name(action)).toBe(''));
  it(':authority works', () => expect(name({ cluster_header: ':authority' })).toBe('example.com'));
});

describe('weighted_clusters 25/25/50 by header_name', () => {
  const weights = { c1: 25, c2: 25, c3: 50 };
  it.each([
    ['0', 'c1'],
    ['24', 'c1'],
    ['25', 'c2'],
    ['49', 'c2'],
    ['50', 'c3'],
    ['99', 'c3'],
    ['100', 'c1'],
    ['125', 'c2'],
    ['foo', 'chance'],
    ['', 'chance'],
    ['-1', 'chance'],
  ])('%s: %s', (value, expected) => expect(weighted(weights, value)).toBe(expected));
  it('two lines are left to chance', () => expect(weighted(weights, ['1', '2'])).toBe('chance'));
  it('absent', () => expect(weighted(weights, undefined)).toBe('chance'));
});

describe('weighted_clusters', () => {
  const branches = (action: JsonObject, runtime: Record<string, string> = {}): readonly string[] => {
    const seen: string[] = [];
    decide(action, { runtime }, (fork) => {
      seen.push(fork.name, ...fork.branches.map(({ label, probability }) => `${label} ${probability}`));
      return chooseLikeliest(fork);
    });
    return seen;
  };
  const clusters = (...list: readonly (readonly [string, number])[]) =>
    list.map(([cluster, weight]) => ({ name: cluster, weight }));

  it('is a fork over the entries that have a weight', () => {
    expect(branches({ weighted_clusters: { clusters: clusters(['a', 0], ['b', 1], ['c', 3]) } })).toEqual([
      'weighted_clusters',
      'b 0.25',
      'c 0.75',
    ]);
  });

  it('total_weight is not looked at', () => {
    expect(weighted({ c1: 1, c2: 1 }, '3', { total_weight: 100 })).toBe('c2');
  });

  it('labels stay unique', () => {
    expect(branches({ weighted_clusters: { clusters: clusters(['a', 1], ['a', 1]) } })).toEqual([
      'weighted_clusters',
      'a 0.5',
      'a#2 0.5',
    ]);
  });

  it('runtime weights replace the configured ones', () => {
    const action = { weighted_clusters: { clusters: clusters(['c1', 100], ['c2', 0]), runtime_key_prefix: 'rw' } };
    expect(branches(action, { 'rw.c1': '0', 'rw.c2': '50' })).toEqual(['weighted_clusters', 'c2 1']);
  });

  it('an entry’s cluster_header that is missing: no cluster', () => {
    expect(name({ weighted_clusters: { clusters: [{ cluster_header: 'x', weight: 1 }] } })).toBe('');
  });
});

describe('what is not modelled', () => {
  it('a cluster_specifier_plugin is unknown by name', () => {
    expect(decide({ cluster_specifier_plugin: 'lua' })).toMatchObject({ truth: 'unknown' });
  });
});
