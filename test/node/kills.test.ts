import { expect, test } from 'vitest';
import { killClients } from './killClients.js';

/** A small generator of numbers from 0 to 1 (mulberry32), so that a failure can be had again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test(
  'clients that are cut off leave no helper pod, whatever cuts them off, and whenever',
  { timeout: 400_000 },
  async () => {
    const tally = await killClients(10, seeded(7));
    expect(tally.orphans).toEqual([]);
    expect(tally.cuts).toEqual({ SIGINT: 2, SIGTERM: 2, SIGHUP: 2, SIGKILL: 2, drop: 2 });
    expect(tally.withHelper).toBeGreaterThan(0);
  },
);
