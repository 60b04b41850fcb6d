// Fails when a generated file in the checkout is not what its generator would write now, or a schema is not a valid one.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DOCS, generateDocs } from './docs.mjs';
import { generateManifest, MANIFEST } from './manifest.mjs';
import { ROOT } from './paths.mjs';

const complaints = [];

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function filesOf(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function expectText(path, text, mend) {
  if (read(path) !== text) complaints.push(`${relative(ROOT, path)} is stale: ${mend}`);
}

const manifest = await generateManifest();
expectText(MANIFEST, manifest, 'npm run generate');

const pages = generateDocs(JSON.parse(manifest));
for (const [file, text] of pages) expectText(join(DOCS, file), text, 'npm run generate');
for (const file of filesOf(DOCS))
  if (!pages.has(file)) complaints.push(`docs/cli/${file} is of no command: npm run generate`);

const schemas = filesOf(join(ROOT, 'schemas')).filter((file) => file.endsWith('.json'));
const parsed = schemas.map((file) => [file, JSON.parse(read(join(ROOT, 'schemas', file)))]);
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, validateFormats: false });
for (const [file, schema] of parsed) {
  if (schema.$schema !== 'https://json-schema.org/draft/2020-12/schema')
    complaints.push(`schemas/${file} names no $schema 2020-12`);
  if (!ajv.validateSchema(schema)) complaints.push(`schemas/${file}: ${ajv.errorsText()}`);
  else ajv.addSchema(schema, schema.$id ?? file);
}
for (const [file, schema] of parsed) {
  try {
    ajv.getSchema(schema.$id ?? file);
  } catch (error) {
    complaints.push(`schemas/${file}: ${error.message}`);
  }
}

for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;
