import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { inProcess } from './inProcess.js';

const ROOT = mkdtempSync(join(tmpdir(), 'hopctl-bad-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

const POD = 'fixtures/bookstore-15/pods/books/storefront-v1-7f44c4d57c-ksf9b';
const DUMP = `${POD}/config_dump.json`;
const RULES = `${POD}/iptables-save.txt`;
const CHECKS = 'fixtures/bookstore-15/checks.yaml';
const dump = readFileSync(DUMP);
const { configs } = JSON.parse(dump.toString()) as { readonly configs: readonly { readonly '@type': string }[] };

/** The path of a file with this content, or of a folder without. */
function file(name: string, content?: string | Uint8Array | object): string {
  const path = join(ROOT, name);
  if (content === undefined) mkdirSync(path);
  else
    writeFileSync(
      path,
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
  return path;
}

const GIVEN_SOURCE = ['trace-request', 'a.b', 'http://10.0.0.1/'];

const SHOP = ['trace-request', 'batch-5d9f7c8b6-w8kzt.web', '--snapshot', 'fixtures/shop'];

/** What reads a config_dump, and what reads text. */
const READS_DUMP: readonly (readonly string[])[] = [
  ...['cluster', 'listener', 'route', 'endpoint', 'eds', 'bootstrap', 'secret', 'ecds', 'all'].map((kind) => [
    'pc',
    kind,
    '-f',
  ]),
  [...GIVEN_SOURCE, '--iptables', RULES, '--config-dump'],
  [...GIVEN_SOURCE, '--iptables', RULES, '--to-config-dump'],
];
const READS_CLUSTERS: readonly (readonly string[])[] = [[...GIVEN_SOURCE, '--config-dump', DUMP, '--clusters']];
const READS_RULES: readonly (readonly string[])[] = [
  ['iptables', '-f'],
  [...GIVEN_SOURCE, '--config-dump', DUMP, '--iptables'],
];
const READS_CHECKS: readonly (readonly string[])[] = [['check']];
const READS_SNAPSHOT: readonly (readonly string[])[] = [
  ['snapshot', 'show'],
  ['pc', 'cluster', 'a.b', '--snapshot'],
  ['iptables', 'a.b', '--snapshot'],
  [...GIVEN_SOURCE, '--snapshot'],
  ['check', CHECKS, '--snapshot'],
];
const READS_JSON = [...READS_DUMP, ...READS_CLUSTERS];
const READS_TEXT = [...READS_RULES, ...READS_CHECKS];

/** One sentence for a person, where, perhaps what to try; exit 5, and nothing on stdout. */
async function expectRefusal(
  commands: readonly (readonly string[])[],
  path: string,
  message: string,
  position = '',
): Promise<void> {
  for (const command of commands) {
    const { exitCode, stdout, stderr } = await inProcess([...command, path]);
    expect({ command, exitCode, stdout }).toEqual({ command, exitCode: 5, stdout: '' });
    const [first, where, ...more] = stderr.trimEnd().split('\n');
    expect(first).toContain(message);
    expect(where).toMatch(/^ {2}at: /);
    expect(where).toContain(`${path}${position}`);
    expect(more.every((line) => line.startsWith('  try: '))).toBe(true);
    expect(more.length).toBeLessThan(2);
  }
}

describe('what cannot be read at all', () => {
  test.each([
    ['truncated JSON', READS_JSON, file('truncated', dump.subarray(0, 50_000)), 'truncated', ':1'],
    ['a gzip', [...READS_JSON, ...READS_TEXT], file('gzip', gzipSync(dump)), 'compressed with gzip', ''],
    [
      'an HTML error page',
      [...READS_JSON, ...READS_TEXT],
      file('html', '<html>\r\n<head><title>502</title></head></html>\n'),
      'HTML page',
      '',
    ],
    ['an empty file', [...READS_JSON, ...READS_RULES], file('empty', ''), 'is empty', ''],
    ['a folder', [...READS_JSON, ...READS_TEXT], file('folder'), 'a folder, not a file', ''],
    [
      'a file that is not there',
      [...READS_JSON, ...READS_TEXT, ...READS_SNAPSHOT],
      join(ROOT, 'nope'),
      'there is no such file',
      '',
    ],
    [
      'text that is not UTF-8',
      [...READS_JSON, ...READS_TEXT],
      file('latin1', Buffer.from('{"a":\n"\xe9"}', 'latin1')),
      'not valid UTF-8',
      ':2:2',
    ],
    ['absurd depth', READS_JSON, file('deep', '['.repeat(300_000)), 'more than 512', ':1:513'],
    ['absurd depth', READS_CHECKS, join(ROOT, 'deep'), 'nested too deeply', ''],
  ])('%s', (_what, commands, path, message, position) => expectRefusal(commands, path, message, position));
});

describe('what is something else', () => {
  const ztunnel = { certificates: [], config: {}, policies: [], services: [], version: {}, workloads: [] };
  test.each([
    ['JSON that is no dump', READS_DUMP, file('other.json', { hello: 1 }), 'is not a config_dump'],
    ['a list of numbers', READS_DUMP, file('list.json', [1, 2]), 'is not a config_dump'],
    ['a ztunnel dump', READS_DUMP, file('ztunnel.json', ztunnel), 'the config_dump of a ztunnel'],
    ['a dump where /clusters is expected', READS_CLUSTERS, DUMP, 'is not an answer of /clusters?format=json'],
    ['JSON where rules are expected', READS_RULES, join(ROOT, 'other.json'), 'no `nftables` list'],
    ['YAML where rules are expected', READS_RULES, CHECKS, 'no rules in a known format'],
    ['a dump where checks are expected', READS_CHECKS, DUMP, 'this is no file of checks'],
    ['nothing where checks are expected', READS_CHECKS, join(ROOT, 'empty'), 'this is no file of checks'],
    ['a dump where a snapshot is expected', READS_SNAPSHOT, DUMP, 'neither a folder nor a .tar.gz of a snapshot'],
    ['a folder of something else', READS_SNAPSHOT, 'docs', 'this is no snapshot'],
  ])('%s', (_what, commands, path, message) => expectRefusal(commands, path, message));

  test('/clusters where a dump is expected; `endpoint` and `all` read it', async () => {
    const clusters = file('clusters.json', { cluster_statuses: [] });
    const others = READS_DUMP.filter((command) => !command.includes('endpoint') && !command.includes('all'));
    await expectRefusal(others, clusters, 'is the answer of /clusters?format=json, not a config_dump');
  });
});

describe('a section that is not in the dump', () => {
  test.each([
    ['cluster', 'ClustersConfigDump'],
    ['listener', 'ListenersConfigDump'],
    ['route', 'RoutesConfigDump'],
    ['bootstrap', 'BootstrapConfigDump'],
    ['secret', 'SecretsConfigDump'],
    ['ecds', 'EcdsConfigDump'],
  ])('%s without %s', async (kind, type) => {
    const path = file(`no-${type}`, { configs: configs.filter((config) => !config['@type'].endsWith(`.${type}`)) });
    await expectRefusal([['pc', kind, '-f']], path, `no ${type} in ${path}: was the dump masked?`);
  });
});

describe('a snapshot whose manifest is broken', () => {
  test.each([
    ['truncated', '{"schemaVersion": 1,', 'truncated'],
    ['no object', '[]', 'no manifest of a snapshot'],
    ['of a newer version', '{"schemaVersion": 99, "items": []}', '99'],
  ])('%s', async (what, manifest, message) => {
    const path = file(`snapshot ${what}`);
    mkdirSync(join(path, 'pods/b/a'), { recursive: true });
    cpSync(DUMP, join(path, 'pods/b/a/config_dump.json'));
    writeFileSync(join(path, 'snapshot.json'), manifest);
    await expectRefusal(READS_SNAPSHOT, path, message, '/snapshot.json');
  });
});

describe('the exit code is that of the facts, in every format', () => {
  const formats = {
    pc: ['short', 'table', 'wide', 'json', 'yaml', 'name', 'jsonpath={..name}'],
    iptables: ['table', 'json', 'yaml', 'name'],
    'trace-request': ['detailed', 'summary', 'minimal', 'json', 'yaml', 'jsonl'],
    check: ['table', 'json', 'junit'],
    snapshot: ['table', 'json', 'yaml'],
  } as const;
  test.each<[readonly string[], number]>([
    ...['cluster', 'endpoint', 'all'].flatMap((kind): [readonly string[], number][] => [
      [['pc', kind, '-f', DUMP], 0],
      [['pc', kind, '-f', join(ROOT, 'truncated')], 5],
    ]),
    [['iptables', '-f', RULES], 0],
    [['iptables', '-f', join(ROOT, 'empty')], 5],
    [[...SHOP, 'http://api.partner.example/', '--only', 'outbound'], 0],
    [[...SHOP, 'http://ghost/'], 3],
    [[...GIVEN_SOURCE, '--config-dump', DUMP], 4],
    [[...GIVEN_SOURCE, '--config-dump', join(ROOT, 'truncated')], 5],
    [['check', CHECKS], 0],
    [['check', join(ROOT, 'gzip')], 5],
    [['snapshot', 'show', 'fixtures/bookstore-15'], 0],
    [['snapshot', 'show', join(ROOT, 'gzip')], 5],
  ])('%j: %i', async (command, exitCode) => {
    const [name] = command as [keyof typeof formats];
    for (const format of formats[name]) {
      const run = await inProcess([...command, '-o', format]);
      expect([format, run.exitCode]).toEqual([format, exitCode]);
      if (exitCode === 5) expect(run.stdout).toBe('');
    }
  });
});

describe('a wrong command line is another thing: exit 2', () => {
  test.each([
    [['pc', 'cluster', '-f', DUMP, '-o', 'toml']],
    [['pc', 'cluster', '-f', DUMP, '--prot', '80']],
    [['pc', 'cluster', 'a.b', '-f', DUMP]],
    [['iptables', '-f', RULES, '--snapshot', ROOT]],
    [['trace-request', 'a.b', 'http://x/']],
    [['trace-request', 'a.b', 'ftp://x/', '--config-dump', DUMP]],
    [['check']],
    [['snapshot', 'show']],
  ])('%j', async (args) => {
    const { exitCode, stdout, stderr } = await inProcess(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: [^\n]+\n/);
  });
});
