import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { matchModules } from '../../src/netfilter/match/matchModules.js';
import { targetReader } from '../../src/netfilter/target/targetModules.js';
import { ROOT } from './sourceFiles.js';

const page = readFileSync(join(ROOT, 'docs', 'not-simulated.md'), 'utf8');
const [, listed = ''] = /Matches that are evaluated: ([^]*?)\n\n/.exec(page) ?? [];
const words = new Set([...listed.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));

/** Kinds that are no extension: nft's comparisons, and what is not modelled. */
const NO_EXTENSION = ['nftCompare', 'unsupported'];

describe('docs/not-simulated.md lists', () => {
  test.each(Object.keys(matchModules).filter((kind) => !NO_EXTENSION.includes(kind)))('the match %s', (kind) => {
    expect(words).toContain(kind);
  });

  test('no target that is not read', () => {
    const targets = [...words].filter((word) => /^[A-Z]+$/.test(word) && word !== 'LOG');
    expect(targets.length).toBeGreaterThan(15);
    expect(targets.filter((name) => targetReader(name) === undefined)).toEqual([]);
  });

  test('no match that is not evaluated', () => {
    const other = ['hl', 'state'];
    const matches = [...words].filter((word) => /^[a-z]/.test(word) && !other.includes(word));
    expect(matches.filter((name) => !(name in matchModules))).toEqual([]);
  });
});
