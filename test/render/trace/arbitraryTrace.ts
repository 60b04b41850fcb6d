import fc from 'fast-check';
import { parseSocketAddress } from '../../../src/net/SocketAddress.js';
import type { Criterion } from '../../../src/logic/Criterion.js';
import type { Evidence } from '../../../src/trace/model/Evidence.js';
import { STEP_KINDS, type Step, type StepOutcome } from '../../../src/trace/model/Step.js';
import type { Assumption, Hop, Stage, Trace } from '../../../src/trace/model/Trace.js';
import type { Source, TraceRequest } from '../../../src/trace/model/TraceRequest.js';
import { VERDICT_CODES, type CallerSees, type Verdict } from '../../../src/trace/model/Verdict.js';

/** The closed lists of the model that are types only; `satisfies` and the schema's test keep them whole. */
export const STAGES = Object.keys({
  resolve: 0,
  output: 0,
  outbound_proxy: 0,
  gateway_proxy: 0,
  node: 0,
  network: 0,
  prerouting: 0,
  inbound_proxy: 0,
  app: 0,
  return: 0,
} satisfies Record<Stage, 0>) as Stage[];

export const OUTCOMES = Object.keys({
  matched: 0,
  passed: 0,
  redirected: 0,
  rewritten: 0,
  answered: 0,
  denied: 0,
  no_match: 0,
  failed: 0,
  delivered: 0,
  opaque: 0,
  unknown: 0,
} satisfies Record<StepOutcome, 0>) as StepOutcome[];

export const ASSUMPTIONS = Object.keys({
  sockets: 0,
  addresses: 0,
  routes: 0,
  sysctls: 0,
  dns: 0,
  sender: 0,
  'kube-proxy': 0,
  filter: 0,
  tls: 0,
  rules: 0,
} satisfies Record<Assumption['kind'], 0>) as Assumption['kind'][];

/** What could make a terminal act, or break a line, a cell or a shell word. */
const HOSTILE = [
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u009b2J',
  '\r',
  '\n',
  '\t',
  '\u202e',
  '\u{e0041}',
  '\u2028',
  "'",
  '',
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 3, arbitrary: fc.lorem({ maxCount: 30 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('order', 'prefix', 'header x', '--dport', 'endpoint', 'a|b', 'PassthroughCluster'),
  },
);

const texts = fc.array(text, { maxLength: 3 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const probability = fc.double({ min: 0, max: 1, noNaN: true });
const port = fc.integer({ min: 0, max: 65_535 });

/** Leaves out the fields that are undefined, as the model's optional fields want it. */
function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

const record = <T>(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<T> =>
  fc.record(fields).map((value) => defined(value) as T);

const criterion = record<Criterion>({
  name: text,
  expected: text,
  got: text,
  truth: fc.constantFrom('yes', 'no', 'unknown'),
  note: maybe(text),
});

const verdictWord = fc.oneof(text, fc.constantFrom('JUMP:X', 'CONTINUE', 'RETURN', 'ACCEPT'));
const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  record<Evidence>({
    kind: fc.constant('json'),
    document: text,
    pointer: text.map((name) => `/${name}`),
    excerpt: fc.oneof(text, fc.json()),
    istio: maybe(fc.record({ kind: text, namespace: text, name: text })),
  }),
  record<Evidence>({
    kind: fc.constant('rule'),
    source: text,
    coordinate: text,
    rule: text,
    verdict: verdictWord,
    backend: text,
    purpose: maybe(text),
  }),
  record<Evidence>({ kind: fc.constant('object'), object: text, field: text, value: text }),
  record<Evidence>({ kind: fc.constant('fact'), source: text, text }),
);

const branch = fc.record({ label: text, probability });
const fork = fc.record({
  name: text,
  about: text,
  chosen: text,
  branches: fc.array(branch, { minLength: 1, maxLength: 8 }),
});
const header = fc.record({ name: text, value: text });
const tls = record<NonNullable<Step['tls']>>({ sni: text, alpn: texts, as: maybe(text) });
const httpRequest = record<NonNullable<Step['request']>>({
  method: text,
  scheme: text,
  authority: maybe(text),
  path: text,
  headers: fc.array(header, { maxLength: 2 }),
  protocol: fc.constantFrom('HTTP/1.0', 'HTTP/1.1', 'HTTP/2'),
});

const step = record<Step>({
  kind: fc.constantFrom(...STEP_KINDS),
  outcome: fc.constantFrom(...OUTCOMES),
  subject: text,
  summary: text,
  because: fc.array(criterion, { maxLength: 3 }),
  evidence: fc.array(evidence, { maxLength: 2 }),
  skipped: fc.array(fc.record({ what: text, at: text, failed: criterion, held: fc.nat(9) }), { maxLength: 5 }),
  effects: fc.array(record({ what: text, from: maybe(text), to: text, at: maybe(text) }), { maxLength: 2 }),
  forks: fc.array(fork, { maxLength: 2 }),
  notes: texts,
  request: maybe(httpRequest),
  tls: maybe(tls),
  unknown: maybe(text),
});

const hop: fc.Arbitrary<Hop> = fc.record({
  where: text,
  stage: fc.constantFrom(...STAGES),
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
});

const caller: fc.Arbitrary<CallerSees> = fc.oneof(
  record<CallerSees>({
    kind: fc.constant('status'),
    status: fc.integer({ min: 100, max: 599 }),
    grpcStatus: maybe(fc.nat(16)),
  }),
  record<CallerSees>({
    kind: fc.constantFrom('app', 'reset', 'refused', 'timeout', 'unresolved', 'closed', 'unknown'),
  }),
);

const flat = {
  code: fc.constantFrom(...VERDICT_CODES),
  sentence: text,
  flags: fc.oneof(text, fc.constantFrom('UH', 'NC', 'FI')),
  details: fc.oneof(
    text,
    fc.constantFrom('route_not_found', 'filter_chain_not_found', 'rbac_access_denied_matched_policy[none]'),
  ),
  caller,
  unknown: maybe(text),
};
const verdict = record<Verdict>({ ...flat, likely: maybe(record<Verdict>(flat)) });

const source: fc.Arbitrary<Source> = fc.oneof(
  record<Source>({ kind: fc.constant('pod'), namespace: text, name: text }),
  record<Source>({ kind: fc.constant('node'), name: text }),
  record<Source>({ kind: fc.constant('outside'), address: maybe(text) }),
);

const id = fc.oneof(fc.nat(), fc.constant('ordinary'));
const request = record<TraceRequest>({
  from: source,
  url: text,
  host: text,
  port,
  transport: fc.constantFrom('tcp', 'udp'),
  protocol: fc.constantFrom('http/1.0', 'http/1.1', 'h2', 'tcp', 'server-first'),
  method: text,
  authority: text,
  path: text,
  headers: fc.array(header, { maxLength: 2 }),
  tls: maybe(tls),
  sender: record({ uid: id, gid: id, mark: fc.nat(), container: maybe(text) }),
  sourceIp: maybe(text),
  sourcePort: maybe(port),
  connectTo: maybe(fc.constant(parseSocketAddress('[2001:db8::1]:443'))),
  resolve: fc.array(fc.record({ host: text, port, address: text }), { maxLength: 2 }),
  ctState: fc.constantFrom('new', 'established'),
  only: maybe(fc.constantFrom('outbound', 'inbound')),
  via: maybe(fc.record({ namespace: text, name: text })),
  withReturn: fc.boolean(),
});

const choice = fc.record({ fork: text, about: text, label: text, probability, pinned: fc.boolean() });
const path = fc.record({
  probability,
  choices: fc.array(choice, { maxLength: 2 }),
  hops: fc.array(hop, { maxLength: 3 }),
  verdict,
});

/** Any trace that the model allows: the renderers may count on nothing else. */
export const arbitraryTrace: fc.Arbitrary<Trace> = fc
  .record({
    request,
    paths: fc.array(path, { minLength: 1, maxLength: 4 }),
    notFollowed: fc.oneof(fc.constant(0), probability),
    assumptions: fc.array(fc.record({ kind: fc.constantFrom(...ASSUMPTIONS), text }), { maxLength: 2 }),
    dependsOn: texts,
    notSimulated: texts,
  })
  .map((parts) => {
    const [first] = parts.paths;
    if (first === undefined) throw new Error('at least one path');
    const outcomes = parts.paths.map((one, index) => ({
      verdict: one.verdict,
      probability: one.probability,
      path: index,
    }));
    return { ...parts, verdict: first.verdict, hops: first.hops, outcomes };
  });
