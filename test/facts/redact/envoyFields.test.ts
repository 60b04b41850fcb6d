import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { canonicalName } from '../../../src/envoy/parse/fieldNames.js';
import { ENVOY_FIELDS } from '../../../src/facts/redact/envoyFields.js';

const PARSERS = fileURLToPath(new URL('../../../src/envoy/parse', import.meta.url));

/** A call of `Message` that reads fields, with their names. */
const READ =
  /\.(?:value|text|string|number|boolean|flag|duration|choice|one|message|messages|many|strings|numbers|map|struct|first)(?:<\w+>)?\(\s*((?:'[^']+'(?:,\s*)?)+)/g;

/** Have a rule of their own (`redactEnvoy`), or may hold a secret that nothing tells from a harmless text. */
const WITHHELD = [
  'environment_variable',
  'filter_metadata',
  'inline_bytes',
  'inline_string',
  'raw_value',
  'string_value',
  'text_format',
];

test('what the evaluator reads of a configuration is left in it, but for what is withheld', () => {
  const files = readdirSync(PARSERS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const read = files.flatMap((name) =>
    [...readFileSync(`${PARSERS}/${name}`, 'utf8').matchAll(READ)].flatMap(([, names = '']) =>
      [...names.matchAll(/'([a-z][a-z0-9_]*)'/g)].map(([, field = '']) => field),
    ),
  );
  expect(new Set(read).size).toBeGreaterThan(300);
  expect([...new Set(read)].filter((name) => !ENVOY_FIELDS.has(canonicalName(name))).sort()).toEqual(WITHHELD);
});
