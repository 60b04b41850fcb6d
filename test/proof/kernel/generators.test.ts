import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { matchModules } from '../../../src/netfilter/match/matchModules.js';
import { generateSet } from './generate/generateSet.js';
import { matchKinds, targetFiles } from './generate/generateIptables.js';
import { renderDraft } from './generate/RuleSetDraft.js';
import { readRules } from './predict/readRules.js';

/** Files of src/netfilter/target that hold no target of their own. */
const HELPERS = ['NatRange', 'Target', 'TargetModule', 'extensionTargets', 'printTarget', 'targetModules', 'xmark'];

describe('there is a generator', () => {
  test('for every kind of match', () => {
    expect([...matchKinds].sort()).toEqual(Object.keys(matchModules).sort());
  });
  test('for every file of src/netfilter/target', () => {
    const files = readdirSync('src/netfilter/target')
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.slice(0, -3));
    expect([...targetFiles].sort()).toEqual(files.filter((file) => !HELPERS.includes(file)).sort());
  });
});

describe('generated cases', () => {
  test('are the same whenever the seed is the same', () => {
    expect(generateSet(5, 17)).toEqual(generateSet(5, 17));
    expect(generateSet(5, 17)).not.toEqual(generateSet(6, 17));
  });
  test('are read by the parser without a warning or a gap, but for modules that are not supported', () => {
    for (let number = 0; number < 60; number += 1) {
      const { drafts, foreign } = generateSet(3, number);
      if (foreign) continue;
      const { ruleSets } = readRules(drafts.map(renderDraft));
      const rules = ruleSets.flatMap(({ tables }) =>
        tables.flatMap(({ chains }) => chains.flatMap((one) => one.rules)),
      );
      const unread = rules.filter(
        ({ matches, target }) => matches.some(({ kind }) => kind === 'unsupported') || target?.kind === 'unsupported',
      );
      expect(unread.map(({ text }) => text)).toEqual([]);
      expect(ruleSets.flatMap(({ warnings }) => warnings)).toEqual([]);
    }
  });
});
