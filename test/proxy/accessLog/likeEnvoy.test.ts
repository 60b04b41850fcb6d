import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEnvoy, NO_ENVOY } from '../../../src/lab/envoy/findEnvoy.js';
import { startPair, type AdminPair } from '../admin/adminPair.js';

const ENVOY = findEnvoy();

const REQUESTS = [
  ['GET', '/tea?x=1', {}],
  ['POST', '/tea', { 'user-agent': 'test-agent' }],
  ['GET', '/away', {}],
  ['GET', '/none', { host: 'shop.test' }],
  ['GET', '/refused/a?y=2', {}],
  ['HEAD', '/refused', {}],
  ['GET', '/nobody', {}],
  ['GET', '/nobody', { 'content-type': 'application/grpc' }],
  ['GET', '/unknown', { 'x-cluster': 'nobody knows' }],
] as const;

describe.skipIf(ENVOY === undefined)(
  ENVOY === undefined ? `access logs are like Envoy's (${NO_ENVOY})` : "access logs are like Envoy's",
  () => {
    let pair: AdminPair;
    beforeAll(async () => {
      pair = await startPair(ENVOY ?? '', 'logs.yaml');
      for (const [method, path, headers] of REQUESTS) await pair.send(path, { method, headers });
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    afterAll(() => pair.close());

    /** The lines of one of both, without what says whose they are; ports are free ones. */
    function lines(file: string, who: 'envoy' | 'proxy'): readonly string[] {
      return readFileSync(join(pair.folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.includes(who))
        .map((line) => line.replace(who, 'WHO').replace(/127\.0\.0\.1:\d{4,}/g, '127.0.0.1:PORT'));
    }

    test.each(REQUESTS.map((request, index) => [...request, index] as const))('%s %s %j', (method, path, _h, index) => {
      const withoutErrors = (who: 'envoy' | 'proxy') =>
        lines('log.txt', who).filter((line) => !line.startsWith('WHO error'));
      expect(withoutErrors('proxy')[index]).toBe(withoutErrors('envoy')[index]);
      expect(withoutErrors('envoy')[index]).toContain(`${method} ${path} HTTP/1.1`);
    });

    test('JSON: members, types and order', () => {
      expect(lines('log.json', 'envoy')).toHaveLength(REQUESTS.length);
      expect(lines('log.json', 'proxy')).toEqual(lines('log.json', 'envoy'));
    });

    test('filters', () => {
      const errors = (who: 'envoy' | 'proxy') => lines('log.txt', who).filter((line) => line.startsWith('WHO error'));
      expect(errors('envoy').length).toBeGreaterThan(1);
      expect(errors('proxy')).toEqual(errors('envoy'));
    });

    test.each([
      '/stats?usedonly&filter=^http\\.web\\..*_rq_&type=Counters',
      '/stats?usedonly&filter=^http\\.web\\.(no_|rq_)&type=Counters',
      '/stats?usedonly&filter=^http\\.web\\.downstream_cx_total&type=Counters',
      '/stats?usedonly&filter=^cluster\\.refused\\..*upstream_rq_([^p]|pending_(total|overflow))&type=Counters',
      '/stats?usedonly&filter=^cluster\\.refused\\.upstream_cx_(total|connect_fail|destroy$)&type=Counters',
      '/stats?usedonly&filter=^cluster\\.empty\\..*upstream_rq&type=Counters',
      '/stats?usedonly&filter=^listener\\.127.*(cx_total|_rq_)&type=Counters',
    ])('what was counted: %s', async (path) => {
      const [real, own] = await Promise.all([pair.envoy(path), pair.proxy(path)]);
      expect(own.body.split('\n')).toEqual(real.body.split('\n'));
    });
  },
);
