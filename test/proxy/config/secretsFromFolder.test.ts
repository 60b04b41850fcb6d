import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretsFromFolder } from '../../../src/proxy/config/secretsFromFolder.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopctl-secrets-'));
  for (const file of ['default.crt', 'default.key', 'ROOTCA.ca']) writeFileSync(join(folder, file), file);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['default', { name: 'default', certificateChain: 'default.crt', privateKey: 'default.key' }],
  ['ROOTCA', { name: 'ROOTCA', trustedCa: 'ROOTCA.ca' }],
  ['none', undefined],
  ['../default', undefined],
])('secret %s', (name, secret) => expect(secretsFromFolder(folder).secret(name)).toEqual(secret));

test('a folder that is not there is named', () =>
  expect(() => secretsFromFolder(join(folder, 'none'))).toThrow('there is no such folder'));
