import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findEnvoy, NO_ENVOY } from '../../../src/lab/envoy/findEnvoy.js';
import { startEchoServers, type EchoServers } from './bed/echoServers.js';
import { generate, PROFILES } from './gen/generate.js';
import { runBatch, settle, type BatchResult } from './runBatch.js';
import { countCase, emptyTally } from './Tally.js';

/** `npm run proof -- envoy --cases N --seed A..B` runs any number; these are the same with a few configurations of every generator. */
const binary = findEnvoy();
const SEEDS = Array.from({ length: 8 * PROFILES.length }, (_, index) => index);

describe.skipIf(binary === undefined)(`a real Envoy${binary === undefined ? ` (${NO_ENVOY})` : ''}`, () => {
  let echo: EchoServers | undefined;
  let batches: readonly BatchResult[] = [];

  beforeAll(async () => {
    echo = await startEchoServers();
    const configurations = [...SEEDS.map((seed) => generate(seed)), generate(0, ['shares'])];
    for (let at = 0; at < configurations.length; at += 40)
      batches = [...batches, await runBatch(binary ?? '', echo, configurations.slice(at, at + 40))];
  }, 120_000);
  afterAll(() => echo?.close());

  it('takes every configuration', () => {
    expect(
      batches.flatMap(({ refused }) => refused).map(({ configuration, said }) => `${configuration.seed}: ${said}`),
    ).toEqual([]);
  });

  it.each([...PROFILES, 'shares'])('decides as the model predicts: %s', async (profile) => {
    const results = batches
      .flatMap((batch) => batch.results)
      .filter(({ configuration }) => configuration.profile === profile);
    expect(results.length).toBeGreaterThan(profile === 'shares' ? 4 : 20);
    const { differed } = await settle(
      binary ?? '',
      echo ?? (await startEchoServers()),
      results.filter(({ verdict }) => verdict === 'differed'),
    );
    expect(differed.map(({ configuration, why }) => `seed ${configuration.seed}: ${why.join('; ')}`)).toEqual([]);
    expect(results.filter(({ verdict }) => verdict === 'agreed').length).toBeGreaterThan(results.length / 2);
  });

  it('reaches what the generators are for', () => {
    const tally = emptyTally();
    for (const result of batches.flatMap(({ results }) => results)) countCase(tally, result);
    const { agreed, differed, abstained } = tally.total;
    expect(agreed).toBeGreaterThan(0.9 * (agreed + differed + abstained));
    expect(
      Object.entries(tally.reach).flatMap(([name, { hits, misses }]) => (hits > 0 && misses > 0 ? [name] : [])),
    ).toEqual(
      expect.arrayContaining([
        'path prefix',
        'path path',
        'path safe_regex',
        'domain exact',
        'domain suffix',
        'filter_chain_match server_names',
      ]),
    );
  });

  it('prints dumps that are read as what it was given, with pointers to the same', () => {
    expect(batches.flatMap(({ dumpFaults }) => dumpFaults)).toEqual([]);
  });
});
