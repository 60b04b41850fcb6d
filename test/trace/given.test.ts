import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hopctl } from '../hopctl.js';

const SHOP = new URL('../../fixtures/shop/pods/', import.meta.url).pathname;
const FRONTEND = 'frontend-7d9c6b5f4-2xkqp.web';
const CATALOG = '10.20.1.11';

let folder = '';
const file = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopctl-given-'));
  const from = `${SHOP}web/frontend-7d9c6b5f4-2xkqp`;
  const to = `${SHOP}web/catalog-v1-6b9f8d7c55-h7wzt`;
  for (const [name, path] of [
    ['dump.json', `${from}/config_dump.json`],
    ['rules.txt', `${from}/iptables-save.txt`],
    ['clusters.json', `${from}/clusters.json`],
    ['to-dump.json', `${to}/config_dump.json`],
    ['to-rules.txt', `${to}/iptables-save.txt`],
  ] as const)
    cpSync(path, file(name));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The outcomes, and the exit code. */
async function trace(
  ...args: readonly string[]
): Promise<{ readonly says: string; readonly exitCode: number | null; readonly stderr: string }> {
  const { stdout, stderr, exitCode } = await hopctl(['trace-request', ...args, '-o', 'minimal']);
  return { says: stdout.trim(), exitCode, stderr };
}

const PASS = ['--assume', 'shop.tag=pass'];

test('both sides by hand, the destination known by its own address', async () => {
  const { says, exitCode } = await trace(
    FRONTEND,
    'http://catalog:8080/items',
    '--endpoint',
    `${CATALOG}:8080`,
    '--random-value',
    '0',
    ...PASS,
    '--config-dump',
    file('dump.json'),
    '--iptables',
    file('rules.txt'),
    '--to-config-dump',
    file('to-dump.json'),
    '--to-iptables',
    file('to-rules.txt'),
  );
  expect([says, exitCode]).toEqual(['100 % DELIVERED', 0]);
});

test('the source alone: the endpoint belongs to no pod of the facts', async () => {
  const { says } = await trace(
    FRONTEND,
    'http://catalog:8080/items',
    '--random-value',
    '0',
    ...PASS,
    '--config-dump',
    file('dump.json'),
    '--clusters',
    file('clusters.json'),
    '--iptables',
    file('rules.txt'),
  );
  expect(says).toBe('100 % EXITS_MESH');
});

test('without rules the verdict is indeterminate, with what is likely', async () => {
  const args = [
    FRONTEND,
    'http://catalog:8080/items',
    '--random-value',
    '0',
    '--only',
    'outbound',
    ...PASS,
    '--config-dump',
    file('dump.json'),
  ];
  const unknown = await trace(...args);
  expect([unknown.says, unknown.exitCode]).toEqual([
    '100 % INDETERMINATE, likely DELIVERED: the iptables rules of web/frontend-7d9c6b5f4-2xkqp (not recorded)',
    4,
  ]);
  const assumed = await trace(...args, '--assume', 'rules=pass');
  expect([assumed.says, assumed.exitCode]).toEqual(['100 % DELIVERED', 0]);
});

test('--only inbound needs the destination alone', async () => {
  const { says, exitCode } = await trace(
    'external',
    `http://${CATALOG}:8080/items`,
    '--only',
    'inbound',
    '--as-peer',
    'web/frontend',
    '--to-config-dump',
    file('to-dump.json'),
    '--to-iptables',
    file('to-rules.txt'),
  );
  expect([says, exitCode]).toEqual(['100 % DELIVERED', 0]);
});

test('facts of the source need a source', async () => {
  const { exitCode, stderr } = await trace('external', 'http://catalog:8080/', '--config-dump', file('dump.json'));
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('facts of the source pod')]);
});
