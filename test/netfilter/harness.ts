import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../src/netfilter/model/Rule.js';
import type { RuleSet } from '../../src/netfilter/model/RuleSet.js';
import { parseIptablesSave } from '../../src/netfilter/parse/parseIptablesSave.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/iptables');

/** A file under `fixtures/iptables`. */
export interface RulesFile {
  /** Below `fixtures/iptables`. */
  readonly path: string;
  readonly text: string;
}

/** All files under `fixtures/iptables` that end in `extension`. */
export function rulesFiles(extension: string): readonly RulesFile[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(extension) && path.includes('.'))
    .sort()
    .map((path) => ({ path, text: rulesFile(path) }));
}

/** The text of a file under `fixtures/iptables`. */
export function rulesFile(path: string): string {
  return readFileSync(join(FIXTURES, path), 'utf8');
}

/** All rules of a rule set. */
export function rulesOf(ruleSets: readonly RuleSet[]): readonly Rule[] {
  return ruleSets.flatMap(({ tables }) => tables.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules)));
}

/** The rule that iptables-save prints as `words`; those behind `-A CHAIN`. */
export function rule(words: string, family: 'ip' | 'ip6' = 'ip'): Rule {
  const text = `*filter\n:OUTPUT ACCEPT [0:0]\n:A - [0:0]\n-A OUTPUT ${words}\nCOMMIT\n`;
  const [first] = rulesOf(parseIptablesSave(text, 'rule', { family }));
  if (first === undefined) throw new Error(`no rule: ${words}`);
  return first;
}

/** What a rule set means: without texts, lines and warnings. */
export function meaning(ruleSets: readonly RuleSet[]): unknown {
  return ruleSets.map(({ family, tables }) => ({
    family,
    tables: tables.map(({ name, chains, incomplete }) => ({
      name,
      incomplete: incomplete?.kind,
      chains: chains.map(({ rules, ...chain }) => ({
        ...chain,
        rules: rules.map(({ index, matches, target }) => ({ index, matches, target })),
      })),
    })),
  }));
}
