import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RuleSet } from '../../../src/netfilter/model/RuleSet.js';
import { parseNftJson } from '../../../src/netfilter/parse/parseNftJson.js';
import { parseNftText } from '../../../src/netfilter/parse/parseNftText.js';
import { parseJson } from '../../../src/text/json/parseJson.js';
import { meaning } from '../harness.js';

const JSON_FILES = join(import.meta.dirname, 'json');
const LISTINGS = join(import.meta.dirname, '../../../fixtures/iptables/kernel-nft-list-ruleset');

/** `json/`: what `nft -j list ruleset` (nft 1.0.6, kernel 6.18) printed after loading the listing of the same name. */
describe.each(readdirSync(JSON_FILES).filter((file) => file.endsWith('.json')))('%s', (file) => {
  const json = parseNftJson(parseJson(readFileSync(join(JSON_FILES, file)), file));
  const text = parseNftText(
    readFileSync(join(LISTINGS, file.replace('_', '/').replace('.json', '.nft-list')), 'utf8'),
    file,
  );
  test('V6 text and JSON mean the same', () => expect(withoutTexts(text)).toEqual(withoutTexts(json)));
  test('V6 nothing in it is unsupported', () => expect(JSON.stringify(meaning(json))).not.toContain('"unsupported"'));
});

function withoutTexts(ruleSets: readonly RuleSet[]): unknown {
  const statements = ruleSets.flatMap(({ tables }) =>
    tables.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules.map((rule) => rule.statements))),
  );
  return JSON.parse(
    JSON.stringify([meaning(ruleSets), statements], (key, value: unknown) => (key === 'text' ? undefined : value)),
  ) as unknown;
}
