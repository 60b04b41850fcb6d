import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../src/netfilter/model/Rule.js';
import { parseIptablesSave } from '../../../src/netfilter/parse/parseIptablesSave.js';
import { printIptablesSave } from '../../../src/netfilter/print/printIptablesSave.js';
import { meaning, rulesFiles, rulesOf } from '../harness.js';

const FILES = rulesFiles('tables-save');

test('there are rule sets of every kind', () => {
  expect(FILES.length).toBe(258);
});

describe.each(FILES)('$path', ({ path, text }) => {
  const ruleSets = parseIptablesSave(text, path);

  test('no rule is lost, none is unsupported, and the kernel is quoted verbatim', () => {
    const lines = text.split('\n').filter((line) => line.startsWith('-A '));
    const rules = rulesOf(ruleSets);
    expect(rules.map((rule) => rule.text)).toEqual(lines);
    expect(rules.filter(isUnsupported)).toEqual([]);
    expect(ruleSets.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  test('it prints back equal in meaning', () => {
    const printed = ruleSets.map((ruleSet) => printIptablesSave(ruleSet)).join('');
    expect(meaning(parseIptablesSave(printed, path))).toEqual(meaning(ruleSets));
  });
});

function isUnsupported(rule: Rule): boolean {
  return rule.target?.kind === 'unsupported' || rule.matches.some((match) => match.kind === 'unsupported');
}
