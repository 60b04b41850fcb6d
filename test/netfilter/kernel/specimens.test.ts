import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Netns } from '../../../src/netfilter/walk/netns/Netns.js';
import type { BedSocket, LoadedRules, Observation, SentPacket } from '../../proof/kernel/contract.js';
import { differences, judge } from '../../proof/kernel/judge.js';
import { predict } from '../../proof/kernel/predict/predict.js';
import { readRules } from '../../proof/kernel/predict/readRules.js';

interface Recorded {
  readonly netns: Netns;
  readonly sockets: readonly BedSocket[];
  readonly specimens: readonly {
    /** The true rule, and where the kernel has it. */
    readonly name: string;
    readonly rules: readonly LoadedRules[];
    readonly packet: SentPacket;
    readonly seen: Observation;
  }[];
}

const FILE = join(import.meta.dirname, 'specimens.json');
const { netns, sockets, specimens } = JSON.parse(readFileSync(FILE, 'utf8')) as Recorded;

test.each(specimens)('$name', ({ rules, packet, seen }) => {
  const { ruleSets, names, registered } = readRules(rules);
  const world = { netns: { ...netns, ruleSets, registered, bridges: 'none' as const }, sockets, names };
  const prediction = predict(world, packet);
  const verdict = judge(prediction, seen);
  expect(verdict.kind === 'agreement' ? [] : differences(prediction, seen)).toEqual([]);
  expect(verdict.kind).toBe('agreement');
});
