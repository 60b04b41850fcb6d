import { describe, expect, test } from 'vitest';
import { isJsonObject, type JsonValue } from '../../src/text/json/JsonValue.js';
import { resolvePointer } from '../../src/text/json/pointer.js';
import type { Evidence } from '../../src/trace/model/Evidence.js';
import type { Step } from '../../src/trace/model/Step.js';
import type { Trace } from '../../src/trace/model/Trace.js';
import { fixtureFiles } from './fixtureFiles.js';
import { hops, verdict, world, type Files } from './harness.js';
import { changeAt, objectsIn } from './mutate.js';

/*
 * What is not known is never better than INDETERMINATE. Each test takes a request whose verdict is definite, takes away or blurs one thing that its
 * trace cites, and asks again: the verdict has to be INDETERMINATE then.
 */

const UNKNOWN_TYPE = 'type.googleapis.com/example.v1.Unheard';

interface Case {
  readonly files: Files;
  readonly from: string;
  readonly url: string;
}

const FRONTEND = 'web/frontend-7d9c6b5f4-2xkqp';
const CATALOG = ['web/catalog-v1-6b9f8d7c55-h7wzt', 'web/catalog-v2-5f4d9b8c66-kn8vd'];

const CASES: readonly (readonly [string, Case])[] = [
  ['HTTP from sidecar to sidecar', shop(FRONTEND, 'http://catalog:8080/items', ...CATALOG)],
  ['a request that is denied', shop(FRONTEND, 'http://payments.pay/', 'pay/payments-66d8f7c9b5-7zq4c')],
  ['TCP to a headless Service', shop(FRONTEND, 'tcp://redis-0.redis.data:6379', 'data/redis-0')],
  ['TLS that leaves the mesh', shop(FRONTEND, 'https://api.partner.example/')],
  ['a sender whose rules use TPROXY', shop('web/edge-tproxy-59c8d7b6f-x6jpd', 'http://catalog:8080/items', ...CATALOG)],
  [
    'a client outside',
    shop('external', 'http://shop.example.com/', 'istio-system/istio-ingressgateway-5d6f9c7b88-r4m2h', FRONTEND),
  ],
];

function shop(from: string, url: string, ...pods: readonly string[]): Case {
  const files = fixtureFiles('shop', from === 'external' ? pods : [from, ...pods]);
  return { files: withoutHealth(files), from, url };
}

/** `/clusters` knows the endpoints too: the dump alone has to hold what is taken from it. */
function withoutHealth(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith('/clusters.json')));
}

function trace({ files, from, url }: Case): Trace {
  return world(files)(from, url, { assume: ['shop.tag=pass'], likeliest: true });
}

function stepsOf({ paths }: Trace): readonly Step[] {
  return paths.flatMap(({ hops }) => hops.flatMap(({ steps }) => steps));
}

/** A place in a dump that a step cites. */
interface Place {
  readonly file: string;
  readonly pointer: string;
  readonly step: Step;
}

function places(found: Trace): readonly Place[] {
  const all = stepsOf(found).flatMap((step) =>
    step.evidence.flatMap((evidence): Place[] => {
      if (evidence.kind !== 'json') return [];
      const [, document = '', pod = ''] = /^(\S+) of (\S+)$/.exec(evidence.document) ?? [];
      return [{ file: `pods/${pod}/${document}.json`, pointer: evidence.pointer, step }];
    }),
  );
  return [...new Map(all.map((place) => [`${place.file}${place.pointer}`, place])).values()];
}

/** The verdicts that are not INDETERMINATE after a change, by the place that was changed. */
function survivors(base: Case, changes: readonly (readonly [string, Files])[]): readonly string[] {
  expect(changes.length).toBeGreaterThan(0);
  return changes.flatMap(([what, files]) => {
    const found = trace({ ...base, files });
    const definite = found.outcomes.filter((outcome) => outcome.verdict.code !== 'INDETERMINATE');
    return definite.length === 0 ? [] : [`${what}: ${verdict(found)}`];
  });
}

function edited(
  files: Files,
  file: string,
  pointer: string,
  change: (value: JsonValue) => JsonValue | undefined,
): Files {
  return { ...files, [file]: changeAt(files[file] as JsonValue, pointer, change) };
}

describe.each(CASES)('%s', (_name, base) => {
  const found = trace(base);

  test('the verdict is definite to begin with', () => {
    expect(found.outcomes.map((outcome) => outcome.verdict.code)).not.toContain('INDETERMINATE');
  });

  test('a section of the dump that is cited is missing', () => {
    // A cluster of names that DNS resolves has its hosts in itself, too.
    const isResolved = stepsOf(found).some(({ kind, summary }) => kind === 'cluster' && summary.includes('_DNS'));
    const sections = new Map(
      places(found)
        .filter(({ step }) => !(isResolved && step.kind === 'endpoint'))
        .map(({ file, pointer }) => [`${file} ${pointer.split('/', 3).join('/')}`, { file, pointer }]),
    );
    const changes = [...sections].map(([what, { file, pointer }]): [string, Files] => [
      what,
      edited(base.files, file, pointer.split('/', 3).join('/'), () => undefined),
    ]);
    expect(survivors(base, changes)).toEqual([]);
  });

  test('a field that nobody knows stands in what is cited', () => {
    const changes = places(found)
      .filter(({ file, pointer }) => !changesNothing(resolvePointer(base.files[file] as JsonValue, pointer)))
      .flatMap(({ file, pointer }) => withUnheardOf(base, file, pointer));
    expect(survivors(base, changes)).toEqual([]);
  });

  test('a filter that is cited is of a type that nobody knows', () => {
    const filters = places(found)
      .filter(({ step }) => ['http_filter', 'network_filter', 'listener_filter'].includes(step.kind))
      .flatMap(({ file, pointer }) => {
        const at = /^.*\/(?:filters|http_filters|listener_filters)\/\d+/.exec(pointer)?.[0];
        return at === undefined ? [] : [{ file, at }];
      });
    const changes = filters.map(({ file, at }): [string, Files] => [
      `${file} ${at}`,
      edited(base.files, file, at, () => ({ name: 'unheard.of', typed_config: { '@type': UNKNOWN_TYPE } })),
    ]);
    expect(survivors(base, changes)).toEqual([]);
  });

  test('a field that nobody knows stands in what decided', () => {
    const changes = places(found).flatMap(({ file, pointer }) =>
      ['match', 'filter_chain_match'].flatMap((field) => {
        const at = `${pointer}/${field}`;
        const match = resolvePointer(base.files[file] as JsonValue, at);
        const isMessage = match !== undefined && !pointer.includes('/transport_socket_matches/');
        return isMessage ? objectsIn(match, at).flatMap((each) => withUnheardOf(base, file, each)) : [];
      }),
    );
    expect(survivors(base, changes)).toEqual([]);
  });

  test("a pod's rules are missing", () => {
    const files = [...new Set(rules(found).map(({ file }) => file))];
    const changes = files.map((file): [string, Files] => [
      file,
      Object.fromEntries(Object.entries(base.files).filter(([path]) => path !== file)),
    ]);
    expect(survivors(base, changes)).toEqual([]);
  });

  test('a rule that is cited has a target that nobody knows', () => {
    const changes = rules(found).map((cited) =>
      withRule(base, cited, (rule) => rule.replace(/ -j .*$/, ' -j UNHEARD --of it')),
    );
    expect(survivors(base, changes)).toEqual([]);
  });

  test('a rule that is cited has a match that nobody knows: as without it if that is the same', () => {
    const changes = rules(found).filter((cited) => {
      const [, without] = withRule(base, cited, () => '');
      return ended(trace({ ...base, files: without })) !== ended(found);
    });
    const blurred = changes.map((cited) =>
      withRule(base, cited, (rule) => rule.replace(' -j ', ' -m unheard --of it -j ')),
    );
    expect(survivors(base, blurred)).toEqual([]);
  });
});

describe('what objects and the bootstrap would say', () => {
  const { files, from } = CASES[0]?.[1] ?? shop(FRONTEND, '');
  const objects = files['objects/all.json'] as { readonly items: readonly { readonly kind: string }[] };
  const withoutKind = (kind: string): Files => ({
    ...files,
    'objects/all.json': { ...objects, items: objects.items.filter((object) => object.kind !== kind) },
  });
  const own = (file: string): Files => ({ [`pods/${from}/${file}`]: files[`pods/${from}/${file}`] });
  const dump = files[`pods/${from}/config_dump.json`] as { readonly configs: readonly JsonValue[] };
  const nameless = { [`pods/${from}/config_dump.json`]: { configs: dump.configs.slice(1) } };
  const verdictOf = (given: Files, sender: string, url: string): string =>
    verdict(trace({ files: given, from: sender, url }));

  test('Services were not captured: a name of the cluster may be anything', () => {
    const legacy = 'web/legacy-6f5d4c3b2-old01';
    expect(verdictOf(files, legacy, 'http://legacy/')).toBe('DELIVERED');
    for (const name of ['legacy', 'legacy.web', 'legacy.web.svc', 'legacy.web.svc.cluster.local'])
      expect(verdictOf(withoutKind('Service'), legacy, `http://${name}/`)).toBe('INDETERMINATE');
  });

  test('nothing tells the addresses of the pod', () => {
    const rules = own('iptables-save.txt');
    expect(verdictOf({ ...own('config_dump.json'), ...rules }, from, 'http://192.0.2.1/')).not.toBe('INDETERMINATE');
    expect(verdictOf({ ...nameless, ...rules }, from, 'http://192.0.2.1/')).toBe('INDETERMINATE');
  });

  test('nothing tells whether the pod has a sidecar, and its rules are missing', () => {
    expect(verdictOf(nameless, from, 'http://192.0.2.1/')).toMatch(/^INDETERMINATE/);
    expect(verdictOf(own('server_info.json'), from, 'http://192.0.2.1/')).toMatch(/^INDETERMINATE/);
  });
});

/** A field that no Envoy has, in the message at a pointer. */
function withUnheardOf({ files }: Case, file: string, pointer: string): readonly [string, Files][] {
  const change = (value: JsonValue): JsonValue => (isJsonObject(value) ? { ...value, unheard_of: { a: 1 } } : value);
  return [[`${file} ${pointer}`, edited(files, file, pointer, change)]];
}

/** What surrounds a filter that changes no outcome, or of which the test says so, changes none either. */
function changesNothing(value: JsonValue | undefined): boolean {
  const name = isJsonObject(value) ? value.name : undefined;
  return typeof name === 'string' && /^istio\.|_stats$|^shop\.tag$/.test(name);
}

function withRule({ files }: Case, { file, rule }: CitedRule, change: (rule: string) => string): [string, Files] {
  const lines = (files[file] as string).split('\n');
  return [
    `${file} ${rule}`,
    { ...files, [file]: lines.map((line) => (line === rule ? change(line) : line)).join('\n') },
  ];
}

/** How it ended, and where it went. */
function ended(found: Trace): string {
  return [found.verdict.sentence, ...hops(found)].join('\n');
}

interface CitedRule {
  readonly file: string;
  readonly rule: string;
}

/** The rules that a trace cites. */
function rules(found: Trace): readonly CitedRule[] {
  const cited = stepsOf(found)
    .flatMap(({ evidence }) => evidence)
    .filter(
      (evidence): evidence is Extract<Evidence, { kind: 'rule' }> => evidence.kind === 'rule' && evidence.rule !== '',
    );
  const pairs = cited.map(({ source, rule }) => ({
    file: `pods/${source.replace('rules of ', '')}/iptables-save.txt`,
    rule,
  }));
  return [...new Map(pairs.map((pair) => [`${pair.file} ${pair.rule}`, pair])).values()];
}
