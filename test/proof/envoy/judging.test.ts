import { describe, expect, it } from 'vitest';
import { readConfigDump } from '../../../src/envoy/dump/readConfigDump.js';
import { readEnvoyConfig } from '../../../src/envoy/parse/readEnvoyConfig.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { parseJson } from '../../../src/text/json/parseJson.js';
import { checkDump } from './checkDump.js';
import { differences } from './compare.js';
import type { Outcome } from './Configuration.js';
import { generate, PROFILES } from './gen/generate.js';

/* That the judges can say no. */

describe('outcomes differ', () => {
  const was: Outcome = {
    route: 'r1',
    status: '200',
    upstream: { method: 'GET', path: '/a', authority: 'a', headers: { 'x-a': ['1', '2'] } },
  };
  const up = (change: object): Outcome => ({
    ...was,
    upstream: { method: 'GET', path: '/a', authority: 'a', headers: { 'x-a': ['1', '2'] }, ...change },
  });
  it.each<[string, Outcome, readonly string[]]>([
    ['not at all', was, []],
    ['in the route', { ...was, route: 'r2' }, ['route: predicted "r2", was "r1"']],
    ['in the path', up({ path: '/b' }), ['upstream path: predicted "/b", was "/a"']],
    [
      'in the order of lines',
      up({ headers: { 'x-a': ['2', '1'] } }),
      ['upstream header x-a: predicted ["2","1"], was ["1","2"]'],
    ],
    ['in a header that is there', up({ headers: {} }), ['upstream header x-a: predicted [], was ["1","2"]']],
    ['not in a value that is not known', up({ headers: { 'x-a': ['1', '<unknown x>'] } }), []],
    ['in that the upstream is reached', { route: 'r1', status: '200' }, ['upstream: predicted nothing, was reached']],
  ])('%s', (_rule, predicted, expected) => expect(differences(predicted, was)).toEqual(expected));
});

describe('a dump', () => {
  const printed = (cluster: JsonObject): ReturnType<typeof readEnvoyConfig> => {
    const section = {
      '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
      static_clusters: [{ cluster }],
    };
    return readEnvoyConfig({
      dump: readConfigDump(parseJson(Buffer.from(JSON.stringify({ configs: [section] })), 'dump')),
    });
  };
  const given = { static_resources: { clusters: [{ name: 'c', lb_policy: 'RANDOM' }] } };
  it('is as given', () => expect(checkDump(printed({ lb_policy: 'RANDOM', name: 'c' }), given)).toEqual([]));
  it('is not as given', () =>
    expect(checkDump(printed({ name: 'c', lb_policy: 'MAGLEV' }), given)).toEqual([
      'cluster c: /lbPolicy: given "RANDOM", printed "MAGLEV"',
    ]));
});

describe('generators', () => {
  it.each([...PROFILES, 'shares'])('%s give the same for a seed, and another for another', (profile) => {
    // Some algorithms sign with a number that nobody draws twice.
    const made = (seed: number): string =>
      JSON.stringify(generate(seed, [profile])).replace(/(eyJ[\w-]+\.[\w-]+)\.[\w-]+/g, '$1.SIGNATURE');
    expect(made(7)).toBe(made(7));
    expect(made(7).replaceAll('7', '')).not.toBe(made(8).replaceAll('8', ''));
  });
});
