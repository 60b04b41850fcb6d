import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { inProcess } from './inProcess.js';

/** A terminal would clear its screen, ring, set its title, turn the text around, begin a line of its own. */
const HOSTILE = '\u001b[2J\u009b31m\u0007\u001b]0;x\u001b\\\u202e\u2066\r\n\u2028\u200b\ufeff\u{e0041}\u007f';

/** Whatever is no letter, mark, number, punctuation, symbol or blank; line feeds end lines. */
const UNSAFE = /[^\n\P{C}]|\p{Zl}|\p{Zp}/u;

const root = mkdtempSync(join(tmpdir(), 'hopctl-hostile-'));
afterAll(() => rmSync(root, { recursive: true }));

const at = (path: string): string => join(root, path);
const FRONTEND = 'web/frontend-7d9c6b5f4-2xkqp';

/** The shop, with a hostile text in every name, host, cluster, comment and label that has one of these words. */
beforeAll(() => {
  const spoilt = (text: string): string => text.replaceAll(/cluster\.local|Kubernetes|catalog/g, `$&${HOSTILE}`);
  const spoil = (value: unknown): unknown => {
    if (typeof value === 'string') return spoilt(value);
    if (Array.isArray(value)) return value.map(spoil);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [spoilt(key), spoil(item)]));
  };
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  for (const file of ['config_dump.json', 'clusters.json', 'server_info.json', 'iptables-save.txt']) {
    const path = `pods/${FRONTEND}/${file}`;
    const text = readFileSync(`fixtures/shop/${path}`, 'utf8');
    if (file.endsWith('.json')) write(path, JSON.stringify(spoil(JSON.parse(text))));
    else
      write(path, text.replaceAll('-j REDIRECT', `-m comment --comment "${HOSTILE.replaceAll(/[\\\r\n]/g, '')}" $&`));
  }
  for (const file of readdirSync('fixtures/shop/objects')) {
    const documents = parseAllDocuments(readFileSync(`fixtures/shop/objects/${file}`, 'utf8'));
    write(`objects/${file}`, documents.map((document) => `---\n${JSON.stringify(spoil(document.toJS()))}\n`).join(''));
  }
  write('snapshot.json', JSON.stringify({ schemaVersion: 1, tool: HOSTILE, createdAt: HOSTILE, items: [] }));
});

async function expectSafe(args: readonly string[], hasOutput = true): Promise<void> {
  const { exitCode, stdout, stderr } = await inProcess(args);
  expect([0, 2, 3, 4, 5]).toContain(exitCode);
  if (hasOutput) expect(stdout).not.toBe('');
  expect([stdout, stderr].map((text) => UNSAFE.exec(text)?.[0])).toEqual([undefined, undefined]);
}

const TARGET = FRONTEND.split('/').toReversed().join('.');
const SNAPSHOT = ['--snapshot', root];

describe('proxy-config', () => {
  const kinds = ['cluster', 'listener', 'route', 'endpoint', 'eds', 'bootstrap', 'secret', 'all'];
  const formats = ['short', 'wide', 'json', 'yaml', 'name', 'jsonpath={..name}', 'jsonpath=$..domains'];
  test.each(kinds.flatMap((kind) => formats.map((format) => [kind, format])))(
    '%s -o %s',
    async (kind = '', format = '') => {
      const isEmpty = format.startsWith('jsonpath');
      await expectSafe(['pc', kind, TARGET, ...SNAPSHOT, '-o', format], !isEmpty);
    },
  );
  test('of a file with a hostile name', () => expectSafe(['pc', 'all', '-f', at(HOSTILE)], false));
  test('of a hostile pod', () => expectSafe(['pc', 'all', HOSTILE, ...SNAPSHOT], false));
});

describe('iptables', () => {
  test.each(['table', 'json', 'yaml', 'name'])('-o %s', (format) =>
    expectSafe(['iptables', '-f', at(`pods/${FRONTEND}/iptables-save.txt`), '-o', format]),
  );
});

describe('trace-request', () => {
  const catalog = 'http://10.96.10.20:8080/items';
  const formats = ['detailed', 'summary', 'minimal', 'json', 'yaml', 'jsonl'];
  test.each(formats)('-o %s', (format) =>
    expectSafe(['trace-request', TARGET, catalog, ...SNAPSHOT, '-o', format, '--color', 'never']),
  );
  test.each(formats)('of a hostile request, -o %s', (format) =>
    expectSafe(
      [
        'trace-request',
        TARGET,
        catalog,
        '-H',
        `Host: ${HOSTILE}`,
        '-H',
        `a: ${HOSTILE}`,
        '-X',
        HOSTILE,
        ...SNAPSHOT,
        '-o',
        format,
      ],
      false,
    ),
  );
  test('goes by way of what has hostile names', async () => {
    const { stdout } = await inProcess(['trace-request', TARGET, catalog, ...SNAPSHOT]);
    expect(stdout).toContain('outbound|8080|v1|catalog\\x1b[2J');
    expect(stdout).toMatch(/--comment "?\\x1b\[2J/);
  });
  test.each([
    ['trace-request', HOSTILE, catalog],
    ['trace-request', TARGET, `http://${HOSTILE}/`],
    ['trace-request', TARGET, `${catalog}?${HOSTILE}`],
    ['trace-request', TARGET, catalog, '--pin', `${HOSTILE}=${HOSTILE}`],
    ['trace-request', TARGET, catalog, '--sni', HOSTILE, '--tls'],
    ['trace-request', TARGET, catalog, '-o', HOSTILE],
    ['trace-request', TARGET, catalog, `--${HOSTILE}`],
  ])('%j', (...args) => expectSafe([...args, ...SNAPSHOT], false));
});

describe('snapshot show', () => {
  test.each(['table', 'json', 'yaml'])('-o %s', (format) => expectSafe(['snapshot', 'show', root, '-o', format]));
});

describe('check', () => {
  test.each(['table', 'json', 'junit'])('-o %s', async (format) => {
    const request = { from: TARGET, url: 'http://10.96.10.20:8080/items' };
    const checks = [{ name: HOSTILE, request, expect: { verdict: 'DENIED', outbound: { cluster: HOSTILE } } }];
    const path = at(`checks-${format}.yaml`);
    writeFileSync(path, JSON.stringify({ checks }));
    await expectSafe(['check', path, '-o', format]);
  });
});

test('names as long as a book are cut or printed, and take no time', async () => {
  const long = 'x'.repeat(200_000);
  const dump = readFileSync(`fixtures/shop/pods/${FRONTEND}/config_dump.json`, 'utf8').replaceAll('catalog.web', long);
  writeFileSync(at('long.json'), dump);
  for (const format of ['short', 'wide', 'json', 'name'])
    await expectSafe(['pc', 'all', '-f', at('long.json'), '-o', format]);
  const given = ['--config-dump', at('long.json'), '--iptables', `fixtures/shop/pods/${FRONTEND}/iptables-save.txt`];
  await expectSafe(['trace-request', TARGET, 'http://10.96.10.20:8080/', ...given]);
});

test('the texts of these tests are hostile', () => {
  expect(UNSAFE.test(HOSTILE)).toBe(true);
  for (const character of HOSTILE.replaceAll(/[ -~]|\n/g, '')) expect(UNSAFE.test(character)).toBe(true);
});
