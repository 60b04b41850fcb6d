import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { collectedFiles } from '../../../src/sources/node/collectedFiles.js';
import { documentOf } from '../../../src/sources/node/documentOf.js';
import { readDocument } from '../../../src/sources/node/readDocument.js';
import { readReport } from '../../../src/sources/node/readReport.js';
import { NODE_SCRIPT } from '../../../src/sources/node/script/nodeScript.js';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const read = (...lines: readonly string[]) => readReport(latin1(`${['hopctl-node 1', ...lines].join('\n')}\n`), 'here');
const OK = ['', '!', '!status 0'];
const file = (...lines: readonly string[]) => read('file a cat a', ...lines, 'done').files[0];

describe('a file in a report', () => {
  test.each([
    ['with an end of line', ['|a', '|b', ...OK], 'a\nb\n'],
    ['without', ['|a', '|b', '!', '!status 0'], 'a\nb'],
    ['empty', OK, ''],
    ['of one empty line', ['|', ...OK], '\n'],
    ['with lines that look like the frame', ['|done', '||', '|!status 9', ...OK], 'done\n|\n!status 9\n'],
    ['of bytes that are no UTF-8', ['|\xff\x00', ...OK], '\xff\x00\n'],
  ])('%s', (_what, lines, expected) => expect(file(...lines)?.bytes).toEqual(latin1(expected)));

  test('what was complained about', () =>
    expect(file('|a', '', '!# Warning: x', '!', '!status 3')).toMatchObject({
      name: 'a',
      command: 'cat a',
      complaints: ['# Warning: x'],
      status: 3,
    }));
});

describe('facts, and files that there are not', () => {
  test('are kept', () =>
    expect(
      read('fact pid 7', 'fact kernel 6.1 x', 'none b absent there are none', 'none c unreadable no tool', 'done'),
    ).toEqual({
      facts: new Map([
        ['pid', '7'],
        ['kernel', '6.1 x'],
      ]),
      files: [],
      gaps: [
        { name: 'b', kind: 'absent', why: 'there are none' },
        { name: 'c', kind: 'unreadable', why: 'no tool' },
      ],
    }));
});

describe('refused', () => {
  test.each<[string, () => unknown, string]>([
    [
      'cut off between records',
      () => read('fact pid 7'),
      'what was read is cut off: the connection, or what ran there, ended early',
    ],
    ['cut off in a file', () => read('file a cat a', '|x'), 'what was read is cut off in a'],
    [
      'cut off in a line',
      () => readReport(latin1('hopctl-node 1\ndone'), 'here'),
      'what was read is cut off: the connection, or what ran there, ended early',
    ],
    [
      'of a later version',
      () => readReport(latin1('hopctl-node 2\ndone\n'), 'here'),
      'what ran there did not answer as it should',
    ],
    ['nothing', () => readReport(latin1(''), 'here'), 'what ran there did not answer as it should'],
    ['something else', () => read('hello'), 'what ran there did not answer as it should'],
    ['what the script gave up on', () => read('failed not-found no process of the pod x'), 'no process of the pod x'],
  ])('%s', (_what, make, message) =>
    expect(make).toThrow(expect.objectContaining({ message, where: 'here', exitCode: 5 })),
  );

  test.each([
    [['pid', '4194305'], 'failed not-found there is no process 4194305'],
    [['container', 'ab;id'], 'failed usage ab;id is no name'],
    [['sky', '-'], 'failed usage sky is no kind of target'],
  ])('by the script: %j', (args, expected) => {
    const { stdout } = spawnSync('sh', ['-s', '--', ...args], { input: NODE_SCRIPT, encoding: 'utf8' });
    expect(stdout.trim().split('\n').at(-1)).toBe(expected);
  });
});

const SAVED = ['|*nat', '|-A OUTPUT -j RETURN', '|COMMIT', ...OK];
const EMPTY = OK;
const FAILED = ['|*filter', '', '!Parsing nftables rule failed', '!', '!status 3'];
const NO_LEGACY = ['none iptables-save.legacy.v4 absent none', 'none iptables-save.legacy.v6 absent none'];
const nft = (v4: readonly string[], v6: readonly string[] = EMPTY) => [
  'file iptables-save.nft.v4 iptables-nft-save',
  ...v4,
  'file iptables-save.nft.v6 ip6tables-nft-save',
  ...v6,
];
const LISTED = ['file nft nft -j list ruleset', '|{"nftables": []}', ...OK];
const NO_NFT = ['none nft unreadable no nft'];

/** The files of rules, `!` before one that is an error. */
function rulesIn(lines: readonly string[]): string {
  const document = documentOf(read(...lines, 'done'), { now: new Date(0), tool: 'hopctl', of: 'x' });
  const files = collectedFiles(document, { kind: 'node', name: 'n' }, 'x');
  return files.map((one) => `${'error' in one ? '!' : ''}${one.path.slice('nodes/n/'.length)}`).join(' ');
}

describe('half of the rules is none', () => {
  test.each([
    [
      'all that there is',
      [...NO_LEGACY, ...nft(SAVED), ...LISTED],
      'iptables-save.nft.v4.txt iptables-save.nft.v6.txt nft.json',
    ],
    [
      'legacy tables that nothing can read',
      ['none iptables-save.legacy.v4 unreadable no tool', ...nft(SAVED), ...LISTED],
      '!iptables-save.legacy.v4.txt !iptables-save.nft.v4.txt !iptables-save.nft.v6.txt !nft.json',
    ],
    [
      'legacy tables whose reading failed',
      [
        'file iptables-save.legacy.v4 iptables-legacy-save',
        ...FAILED,
        'none iptables-save.legacy.v6 absent none',
        ...nft(SAVED),
        ...LISTED,
      ],
      '!iptables-save.legacy.v4.txt !iptables-save.nft.v4.txt !iptables-save.nft.v6.txt !nft.json',
    ],
    [
      'rules that iptables-nft cannot show are in what nft lists',
      [...NO_LEGACY, ...nft(FAILED), ...LISTED],
      '!iptables-save.nft.v4.txt iptables-save.nft.v6.txt nft.json',
    ],
    [
      'rules that neither shows',
      [...NO_LEGACY, ...nft(FAILED), ...NO_NFT],
      '!iptables-save.nft.v4.txt !iptables-save.nft.v6.txt !nft.txt',
    ],
    [
      "without nft: iptables' rules are taken for all",
      [...NO_LEGACY, ...nft(SAVED), ...NO_NFT],
      'iptables-save.nft.v4.txt iptables-save.nft.v6.txt !nft.txt',
    ],
    [
      'without nft and without rules: they may be nftables',
      [...NO_LEGACY, ...nft(EMPTY), ...NO_NFT],
      '!iptables-save.nft.v4.txt !iptables-save.nft.v6.txt !nft.txt',
    ],
    [
      'a kernel without any',
      [
        ...NO_LEGACY,
        ...['iptables-save.nft.v4', 'iptables-save.nft.v6', 'nft'].map((name) => `none ${name} absent none`),
      ],
      'iptables-save.nft.v4.txt iptables-save.nft.v6.txt',
    ],
  ])('%s', (_what, lines, expected) => expect(rulesIn(lines)).toBe(expected));
});

describe('the document', () => {
  const report = read(
    'fact pid 7',
    ...NO_LEGACY,
    ...nft(SAVED),
    ...LISTED,
    'file sysctls cat',
    '|a = \xff',
    ...OK,
    'done',
  );
  const document = documentOf(report, { now: new Date(0), tool: 'hopctl 1', of: 'pid 7' });
  test('reads back the same', () =>
    expect(readDocument(Buffer.from(JSON.stringify(document)), 'a.json')).toEqual(document));
  test('says which back end is in force', () =>
    expect(
      document.backends.map(({ backend, family, state, tables }) => [backend, family, state, ...tables].join(' ')),
    ).toEqual(['nft ip rules nat', 'legacy ip none', 'nft ip6 none', 'legacy ip6 none', 'nftables any none']));
  test('keeps bytes that are no UTF-8', () => {
    const files = collectedFiles(document, { kind: 'pod', namespace: 'web', name: 'a' }, 'node n');
    expect(files.find(({ path }) => path === 'pods/web/a/sysctls.txt')).toEqual({
      path: 'pods/web/a/sysctls.txt',
      source: 'cat (node n)',
      at: '1970-01-01T00:00:00.000Z',
      bytes: latin1('a = \xff\n'),
    });
  });
  test.each([
    ['{}', 'this is no output of hopctl node collect'],
    ['{"kind":"NodeCollection","schemaVersion":9}', 'this has schemaVersion 9, this hopctl reads up to 1'],
  ])('refused: %s', (text, message) => expect(() => readDocument(Buffer.from(text), 'a')).toThrow(message));
});
