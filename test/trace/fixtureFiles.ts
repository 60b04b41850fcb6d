import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { Files } from './harness.js';

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/**
 * The files of a fixture as the harness takes them: its objects and names, and what was captured of some of its pods. Objects and dumps
 * are JSON values, so that a test can change them.
 */
export function fixtureFiles(fixture: string, pods: readonly string[]): Files {
  const root = new URL(`${fixture}/`, FIXTURES);
  const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
  const items = readdirSync(new URL('objects/', root)).flatMap((file) =>
    parseAllDocuments(read(`objects/${file}`)).map((document) => document.toJS() as unknown),
  );
  const captured = pods.flatMap((pod) =>
    readdirSync(new URL(`pods/${pod}/`, root)).map((file): [string, unknown] => {
      const path = `pods/${pod}/${file}`;
      return [path, file.endsWith('.json') ? JSON.parse(read(path)) : read(path)];
    }),
  );
  const list = { apiVersion: 'v1', kind: 'List', items: items.filter((item) => item !== null) };
  return { 'objects/all.json': list, 'dns.txt': read('dns.txt'), ...Object.fromEntries(captured) };
}
