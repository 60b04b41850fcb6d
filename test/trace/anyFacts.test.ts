import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderTrace, TRACE_FORMATS } from '../../src/render/trace/renderTrace.js';
import type { JsonValue } from '../../src/text/json/JsonValue.js';
import { joinPointer, resolvePointer } from '../../src/text/json/pointer.js';
import { createPalette } from '../../src/text/Palette.js';
import { UserError } from '../../src/text/UserError.js';
import type { Trace } from '../../src/trace/model/Trace.js';
import { VERDICT_CODES } from '../../src/trace/model/Verdict.js';
import { world, type Files, type Options } from './harness.js';
import { changeAt, objectsIn } from './mutate.js';
import { FRONTEND, smallShop } from './smallShop.js';

/*
 * Whatever a file may hold and whatever is asked: an answer, or a `UserError`; soon; and no better one for knowing less.
 */

const SHOP = smallShop();
const DUMPS = Object.keys(SHOP).filter((path) => path.endsWith('config_dump.json'));
const RULES = Object.keys(SHOP).filter((path) => path.endsWith('iptables-save.txt'));
const MILLISECONDS = 5000;
const CATALOG = 'web/catalog-v1-6b9f8d7c55-h7wzt';
const KEYS = [
  'method',
  'headers',
  'sni',
  'alpn',
  'tls',
  'uid',
  'mark',
  'sourceIp',
  'only',
  'strict',
  'withReturn',
  'http2',
  'ctState',
  'randomValue',
  'allBranches',
  'connectTo',
] as const;

const ASKED: readonly (readonly [string, string, Options])[] = [
  [FRONTEND, 'http://catalog:8080/items', {}],
  [FRONTEND, 'http://catalog:8080/items', { strict: true, headers: ['x-canary: true'], method: 'POST' }],
  [FRONTEND, 'tcp://catalog:8080', { withReturn: true }],
  [FRONTEND, 'https://10.20.1.11:8080/', { likeliest: true }],
  ['external', 'http://10.20.1.11:8080/', { only: 'inbound', asPeer: 'web/frontend' }],
];

const palette = createPalette(false);
const options = { palette, tool: { name: 'hopctl', version: '0' } };

/** Asks everything and prints it; a `UserError` is an answer. */
function askAll(files: Files): void {
  const start = performance.now();
  answer(() => {
    const ask = world(files);
    for (const [index, [from, url, more]] of ASKED.entries()) {
      answer(() => printAll(ask(from, url, { assume: ['shop.tag=pass'], ...more }), index === 0));
    }
  });
  expect(performance.now() - start).toBeLessThan(MILLISECONDS);
}

function answer(ask: () => void): void {
  try {
    ask();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

/** YAML, of which JSON is the same in other words, takes its time. */
function printAll(trace: Trace, withYaml = false): void {
  expect(VERDICT_CODES).toContain(trace.verdict.code);
  const formats = TRACE_FORMATS.filter((format) => withYaml || format !== 'yaml');
  for (const format of formats) expect(renderTrace(trace, format, options)).not.toBe('');
}

/** One change somewhere in a JSON value. */
interface Mutation {
  readonly kind: 'delete' | 'replace' | 'rename' | 'repeat' | 'copy';
  /** Which member to go to at each level; taken modulo their number. */
  readonly way: readonly number[];
  readonly from: readonly number[];
  readonly value: JsonValue;
}

const ODD = fc.constantFrom<JsonValue[]>(
  0,
  -1,
  65_536,
  2 ** 40,
  1e300,
  '',
  '*',
  ':',
  '[',
  '0.0.0.0/33',
  '::',
  'a'.repeat(10_000),
  '\u001b',
  [],
  {},
  [[]],
  true,
  null,
);
const way = fc.array(fc.nat(60), { minLength: 1, maxLength: 16 });
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('delete', 'replace', 'rename', 'repeat', 'copy'),
  way,
  from: way,
  value: fc.oneof(
    ODD,
    fc.jsonValue({ maxDepth: 2 }).map((value) => value as JsonValue),
  ),
});

function mutate(value: JsonValue, { kind, way: target, from, value: other }: Mutation): JsonValue {
  const at = pointerOf(value, target);
  const copied = kind === 'copy' ? (resolvePointer(value, pointerOf(value, from)) ?? null) : null;
  return changeAt(value, at, (old) => {
    switch (kind) {
      case 'delete':
        return undefined;
      case 'replace':
        return other;
      case 'copy':
        return copied;
      case 'repeat':
        return Array.isArray(old) ? [...(old as JsonValue[]), ...(old as JsonValue[])] : [old, old];
      case 'rename':
        return typeof old === 'object' && old !== null && !Array.isArray(old)
          ? Object.fromEntries(
              Object.entries(old).map(([key, item]) => [
                key.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
                item,
              ]),
            )
          : old;
    }
  });
}

/** Down from the root; stops where nothing is below. */
function pointerOf(value: JsonValue, numbers: readonly number[]): string {
  let at = '';
  let current = value;
  for (const number of numbers) {
    if (typeof current !== 'object' || current === null) break;
    const keys = Object.keys(current);
    const key = keys[number % keys.length];
    if (key === undefined) break;
    at = joinPointer(at, key);
    current = resolvePointer(current, joinPointer('', key)) ?? null;
  }
  return at;
}

const mutations = fc.array(mutation, { minLength: 1, maxLength: 5 });

describe('no uncaught error, and soon an answer', () => {
  test('a dump in which anything may stand anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DUMPS), mutations, (file, changes) => {
        askAll({ ...SHOP, [file]: changes.reduce(mutate, SHOP[file] as JsonValue) });
      }),
      { numRuns: 40 },
    );
  });

  test('objects of which anything may be anything', () => {
    fc.assert(
      fc.property(mutations, (changes) => {
        askAll({ ...SHOP, 'objects/all.json': changes.reduce(mutate, SHOP['objects/all.json'] as JsonValue) });
      }),
      { numRuns: 25 },
    );
  });

  test('keys given twice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DUMPS),
        fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
        ODD,
        (file, places, value) => {
          const keys = [...JSON.stringify(SHOP[file]).matchAll(/"\w+":/g)];
          let text = JSON.stringify(SHOP[file]);
          for (const { 0: key, index } of places
            .map((place) => keys[place % keys.length])
            .filter((one) => one !== undefined)
            .toSorted((a, b) => b.index - a.index))
            text = `${text.slice(0, index)}${key}${JSON.stringify(value)},${text.slice(index)}`;
          askAll({ ...SHOP, [file]: text });
        },
      ),
      { numRuns: 15 },
    );
  });

  test('rules of whatever words', () => {
    const word = fc.constantFrom(
      '-j',
      '-m',
      '!',
      '-p',
      'tcp',
      'udp',
      '--dport',
      '-d',
      '-s',
      '-o',
      'lo',
      'REDIRECT',
      'DNAT',
      'TPROXY',
      'ISTIO_OUTPUT',
      'OUTPUT',
      '--to-ports',
      '15001',
      '-1',
      '0.0.0.0/0',
      '::/0',
      'owner',
      '--uid-owner',
      'RETURN',
      '-g',
      '"',
      '*nat',
      'COMMIT',
      ':x',
      '[0:0]',
      '-A',
    );
    const edit = fc.tuple(
      fc.nat(),
      fc.constantFrom('delete', 'repeat', 'words', 'swap'),
      fc.array(word, { maxLength: 6 }),
      fc.nat(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...RULES), fc.array(edit, { minLength: 1, maxLength: 6 }), (file, edits) => {
        const lines = (SHOP[file] as string).split('\n');
        for (const [number, kind, words, other] of edits) {
          const at = number % lines.length;
          const line = lines[at] ?? '';
          if (kind === 'delete') lines.splice(at, 1);
          if (kind === 'repeat') lines.splice(at, 0, line);
          if (kind === 'words')
            lines[at] = line
              .split(' ')
              .toSpliced(other % 8, 1, ...words)
              .join(' ');
          if (kind === 'swap') lines.splice(other % lines.length, 0, ...lines.splice(at, 1));
        }
        askAll({ ...SHOP, [file]: lines.join('\n') });
      }),
      { numRuns: 40 },
    );
  });

  test('requests of whatever kind', () => {
    const known = fc.constantFrom('catalog', 'catalog.web', 'x', '10.20.1.11', '[::1]', '127.0.0.1', '10.96.10.20');
    const text = fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: fc.string({ maxLength: 20 }) });
    const url = fc
      .tuple(
        fc.constantFrom('http', 'http', 'http', 'https', 'tcp', 'grpc', 'udp', 'tls'),
        text,
        fc.constantFrom('', ':8080', ':8080', ':65535', ':15006', ':x'),
        fc.webPath(),
      )
      .map(([scheme, host, port, path]) => `${scheme}://${host}${port}${path}`);
    const header = fc.tuple(fc.constantFrom('a', 'Host', 'x-canary', 'x-forwarded-for', ':path', ' '), fc.string());
    const everything = fc.record({
      method: fc.constantFrom('GET', 'POST', 'CONNECT', '', 'g e t'),
      headers: fc.array(
        header.map(([name, value]) => `${name}: ${value}`),
        { maxLength: 4 },
      ),
      sni: text,
      alpn: text,
      tls: fc.boolean(),
      uid: fc.nat(2000),
      mark: fc.nat(2000),
      sourceIp: fc.oneof(fc.ipV4(), fc.ipV6(), text),
      only: fc.constantFrom('outbound' as const, 'inbound' as const),
      strict: fc.boolean(),
      withReturn: fc.boolean(),
      http2: fc.boolean(),
      ctState: fc.constantFrom('new' as const, 'established' as const),
      randomValue: fc.nat(),
      allBranches: fc.boolean(),
      connectTo: fc.array(fc.constantFrom('::10.20.1.11:8080', 'a:1:b:2', '::[::1]:80'), { maxLength: 1 }),
    });
    const some = fc.subarray([...KEYS], { maxLength: 3 });
    const sender = fc.constantFrom(FRONTEND, CATALOG, 'external', '10.20.1.11', 'node/worker-1', '192.0.2.1');
    const ask = world(SHOP);
    let answers = 0;
    fc.assert(
      fc.property(sender, url, everything, some, (from, target, all, keys) => {
        const asked = Object.fromEntries(keys.map((key) => [key, all[key]]));
        answer(() => {
          printAll(ask(from, target, asked));
          answers++;
        });
      }),
      { numRuns: 200 },
    );
    expect(answers).toBeGreaterThan(40);
  });
});

describe('knowing less decides nothing else', () => {
  const [from, url] = [FRONTEND, 'http://catalog:8080/items'];
  const before = definite(SHOP);

  /** The ends that are not INDETERMINATE. */
  function definite(files: Files): readonly string[] {
    const { paths } = world(files)(from, url, { assume: ['shop.tag=pass'] });
    return paths
      .map(({ verdict }) => verdict)
      .filter(({ code }) => code !== 'INDETERMINATE')
      .map(({ sentence }) => sentence);
  }

  test('there is something to lose', () => expect(before).not.toEqual([]));

  test('any files and sections of dumps are missing', () => {
    const units = [...DUMPS, ...RULES, 'dns.txt'].filter((file) => file in SHOP);
    const sections = DUMPS.flatMap((file) => [0, 1, 2, 3, 4, 5].map((index) => [file, index] as const));
    fc.assert(
      fc.property(fc.subarray(units, { maxLength: 3 }), fc.subarray(sections, { maxLength: 4 }), (files, parts) => {
        const thinned = parts.reduce<Files>(
          (sum, [file, index]) => ({
            ...sum,
            [file]: changeAt(sum[file] as JsonValue, `/configs/${index}`, () => ({})),
          }),
          SHOP,
        );
        const left = Object.fromEntries(Object.entries(thinned).filter(([path]) => !files.includes(path)));
        expect(before).toEqual(expect.arrayContaining([...definite(left)]));
      }),
      { numRuns: 80 },
    );
  });

  test('any message of a dump has a field that nobody knows', () => {
    const places = DUMPS.flatMap((file) =>
      objectsIn(SHOP[file] as JsonValue).map((pointer) => [file, pointer] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), ([file, pointer]) => {
        const blurred = changeAt(SHOP[file] as JsonValue, pointer, (value) => ({
          ...(value as Readonly<Record<string, JsonValue>>),
          unheard_of: { a: 1 },
        }));
        expect(before).toEqual(expect.arrayContaining([...definite({ ...SHOP, [file]: blurred })]));
      }),
      { numRuns: 120 },
    );
  });

  test('any rules have a match that nobody knows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RULES), fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }), (file, numbers) => {
        const lines = (SHOP[file] as string).split('\n');
        const blurred = lines.map((line, index) =>
          numbers.includes(index) ? line.replace(' -j ', ' -m unheard --of it -j ') : line,
        );
        expect(before).toEqual(expect.arrayContaining([...definite({ ...SHOP, [file]: blurred.join('\n') })]));
      }),
      { numRuns: 60 },
    );
  });
});
