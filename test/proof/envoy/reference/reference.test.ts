import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findEnvoy, NO_ENVOY } from '../../../../src/lab/envoy/findEnvoy.js';
import { startEchoServers, type EchoServers } from '../bed/echoServers.js';
import { generate, PROFILES } from '../gen/generate.js';
import { runBoth, settleBoth, type BothResults } from './runBoth.js';

/** `npm run proof -- reference --cases N --seed A..B` runs any number; these are the same with two configurations of every generator. */
const binary = findEnvoy();
const COUNT = 2 * PROFILES.length;

describe.skipIf(binary === undefined)(
  `the reference proxy beside a real Envoy${binary === undefined ? ` (${NO_ENVOY})` : ''}`,
  () => {
    let echo: EchoServers | undefined;
    let both: BothResults = { results: [], refused: [] };

    beforeAll(async () => {
      echo = await startEchoServers();
      both = await runBoth(
        binary ?? '',
        echo,
        Array.from({ length: COUNT }, (_, seed) => generate(seed)),
      );
    }, 60_000);
    afterAll(() => echo?.close());

    it('refuses no configuration but for what docs/proxy.md names', () => {
      const reasons = new Set(both.refused.flatMap((one) => one.reasons.map((reason) => reason.replace(/\d+/g, 'N'))));
      expect([...reasons].filter((reason) => !NOT_RUN.has(reason))).toEqual([]);
    });

    it('answers, logs and sends on as Envoy does', async () => {
      expect(both.results.length).toBeGreaterThan(300);
      const differed = both.results.filter(({ why }) => why.length > 0);
      const still = await settleBoth(binary ?? '', echo ?? (await startEchoServers()), differed);
      expect(still.map(({ configuration, why }) => `seed ${configuration.seed}: ${why.join('; ')}`)).toEqual([]);
    });
  },
);

const NOT_RUN: ReadonlySet<string> = new Set([
  'internal_listener is not supported',
  'host envoy://inner-N/ is not supported',
  'host envoy://missing/ is not supported',
  'filter grpc_web is not supported',
  'filter grpc_http1_bridge is not supported',
  'filter ext_authz is not supported',
  'filter ratelimit is not supported',
]);
