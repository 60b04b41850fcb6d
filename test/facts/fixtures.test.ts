import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { findFaults } from '../../src/app/findFaults.js';
import { readSnapshot } from '../../src/facts/snapshot/readSnapshot.js';
import { folderFiles } from '../../src/sources/snapshot/folderFiles.js';

const ROOT = join(import.meta.dirname, '..', '..');
const FIXTURES = readdirSync(join(ROOT, 'fixtures'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => readdirSync(join(ROOT, 'fixtures', name)).includes('snapshot.json'));

const json = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const validate = new Ajv2020().compile(json('schemas/snapshot.schema.json') as object);

test('the schema refuses what is no manifest', () => {
  expect(validate({ schemaVersion: 1, createdAt: '2026-01-01T00:00:00Z', tool: 't', items: [] })).toBe(true);
  const item = { path: 'dns.txt', kind: 'dns', of: 'cluster', source: 's', at: '2026-01-01T00:00:00Z' };
  const refused = [
    { ...item },
    { ...item, sha256: 'x' },
    { ...item, error: 'e', path: '../x' },
    { ...item, error: 'e', kind: 'y' },
  ];
  for (const one of refused) {
    expect(validate({ schemaVersion: 1, createdAt: '2026-01-01T00:00:00Z', tool: 't', items: [one] })).toBe(false);
  }
});

describe.each(FIXTURES)('fixtures/%s', (name) => {
  test('its manifest is as the schema says', () => {
    expect([validate(json(`fixtures/${name}/snapshot.json`)), validate.errors]).toEqual([true, null]);
  });

  test('everything in it can be read, and is what was captured', () => {
    const notes: string[] = [];
    const files = folderFiles(join(ROOT, 'fixtures', name));
    if (!files) throw new Error('no folder');
    expect([findFaults(readSnapshot(files, (note) => notes.push(note))), notes]).toEqual([[], []]);
  });
});

test('shop: what its manifests hold', () => {
  const files = folderFiles(join(ROOT, 'fixtures', 'shop'));
  const facts = files && readSnapshot(files, () => undefined);
  const objects = facts?.objects();
  expect(facts?.workloads.length).toBe(11);
  expect(objects?.service('data', 'redis')?.headless).toBe(true);
  expect(
    objects
      ?.pod('web', 'catalog-v2-5f4d9b8c66-kn8vd')
      ?.initContainers.map(({ name, restartPolicy }) => [name, restartPolicy]),
  ).toContainEqual(['istio-proxy', 'Always']);
  expect(
    facts
      ?.dns()
      .get('api.partner.example')
      ?.map(({ text }) => text),
  ).toEqual(['203.0.113.10', '203.0.113.11']);
});
