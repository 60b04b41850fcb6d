import { describe, expect, it } from 'vitest';
import type { AccessRecord } from '../../../src/lab/model/AccessRecord.js';
import type { EchoRecord } from '../../../src/lab/model/EchoRecord.js';
import type { RequestReport } from '../../../src/lab/request/RequestReport.js';
import { compareTrace } from '../../../src/lab/verify/compareTrace.js';
import type { Verification } from '../../../src/lab/verify/Verification.js';
import type { Step } from '../../../src/trace/model/Step.js';
import type { Hop, Path, Trace } from '../../../src/trace/model/Trace.js';
import type { TraceRequest } from '../../../src/trace/model/TraceRequest.js';
import type { Verdict } from '../../../src/trace/model/Verdict.js';

const request: TraceRequest = {
  from: { kind: 'pod', namespace: 'web', name: 'a' },
  ...{ url: 'http://shop/', host: 'shop', port: 80, transport: 'tcp', protocol: 'http/1.1', method: 'GET' },
  ...{ authority: 'shop', path: '/', headers: [], sender: { uid: 1, gid: 1, mark: 0 }, resolve: [] },
  ...{ ctState: 'new', withReturn: false },
};

function step(kind: Step['kind'], subject: string, rest: Partial<Step> = {}): Step {
  const empty = { because: [], evidence: [], skipped: [], effects: [], forks: [], notes: [] };
  return { kind, outcome: 'matched', subject, summary: `${kind} ${subject}`, ...empty, ...rest };
}

function rule(coordinate: string): Step {
  const words = { source: 'rules of web/a', rule: '-A OUTPUT -j X', verdict: 'JUMP', backend: 'nft' };
  return step('rule', '', { evidence: [{ kind: 'rule', coordinate, ...words }] });
}

const delivered: Verdict = { code: 'DELIVERED', sentence: '', flags: '', details: '', caller: { kind: 'app' } };

/** web/a, whose rules lead to its proxy, which sends to web/b, which has none. */
function path(endpoint: string, rest: Partial<Path> = {}): Path {
  const hops: readonly Hop[] = [
    { where: 'web/a', stage: 'output', steps: [rule('nat:OUTPUT:rule:1')] },
    {
      where: 'web/a',
      stage: 'outbound_proxy',
      steps: [
        step('listener', 'virtualOutbound'),
        step('listener', '0.0.0.0_80'),
        step('filter_chain', 'http'),
        step('route', 'default'),
        step('cluster', 'shop'),
        step('endpoint', endpoint),
      ],
    },
    { where: 'web/b', stage: 'app', steps: [step('app', '')] },
  ];
  return { probability: 1, choices: [], hops, verdict: delivered, ...rest };
}

function trace(...paths: readonly Path[]): Trace {
  const nothing = { outcomes: [], notFollowed: 0, assumptions: [], hops: [], dependsOn: [], notSimulated: [] };
  return { request, verdict: paths[0]?.verdict ?? delivered, ...nothing, paths };
}

const line: AccessRecord = {
  ...{ log: 'http', listener: '0.0.0.0_80', chain: 'http', stat_prefix: '', route_name: 'default' },
  ...{ upstream_cluster: 'shop', upstream_host: '10.0.0.2:80', response_code: 200, response_flags: '-' },
};

const received: EchoRecord = {
  ...{ pod: 'b.web', app: { kind: 'plain', port: 80 }, at: '', protocol: 'HTTP/1.1', peer: '', local: '' },
  ...{ path: '/', authority: 'shop', headers: [], body: '' },
};

function hit(coordinate: string): RequestReport['places'][number]['rules'][number] {
  return { family: 'ip', backend: 'nft', table: 'nat', coordinate, rule: '-A OUTPUT -j X', packets: 1 };
}

function report(rest: Partial<RequestReport> = {}, own: Partial<AccessRecord> = {}): RequestReport {
  return {
    ...{ from: 'web/a', url: 'http://shop/', uid: 1, gid: 1, dialled: '10.0.0.2:80', tookMs: 1 },
    caller: { kind: 'answer', status: 200, headers: [], body: '' },
    places: [{ where: 'web/a', rules: [hit('nat:OUTPUT:rule:1')] }],
    proxies: [{ where: 'web/a', record: { ...line, ...own } }],
    apps: [{ where: 'web/b', record: received }],
    ...rest,
  };
}

/** `agreement`, or the step at which they differ with what was predicted and observed. */
function told(found: Verification): string {
  if (found.kind === 'abstention') return `abstention: ${found.unknown}`;
  if (found.kind === 'agreement') return 'agreement';
  const { step: at, predicted, observed } = found.difference;
  return `${at}: ${predicted} / ${observed}`;
}

describe('compareTrace: one request', () => {
  const one = trace(path('10.0.0.2:80'));
  it.each<readonly [name: string, got: RequestReport, comes: string]>([
    ['all as predicted', report(), 'agreement'],
    ['a rule that counted nothing', report({ places: [] }), 'web/a: nat:OUTPUT:rule:1: counts packets / counted none'],
    [
      'a rule that nobody predicted',
      report({ places: [{ where: 'web/a', rules: [hit('nat:OUTPUT:rule:1'), hit('nat:X:rule:2')] }] }),
      'web/a: other rules of nat: count nothing / nat:X:rule:2 counted 1: -A OUTPUT -j X',
    ],
    ['another listener', report({}, { listener: 'other' }), 'web/a: listener: 0.0.0.0_80 / other'],
    ['another chain', report({}, { chain: '' }), 'web/a: filter_chain: http / nothing'],
    ['another route', report({}, { route_name: null }), 'web/a: route: default / nothing'],
    ['another cluster', report({}, { upstream_cluster: 'x' }), 'web/a: cluster: shop / x'],
    ['another endpoint', report({}, { upstream_host: '10.0.0.3:80' }), 'web/a: endpoint: 10.0.0.2:80 / 10.0.0.3:80'],
    ['flags', report({}, { response_flags: 'UC' }), 'web/a: response flags: nothing / UC'],
    ['a proxy that logged nothing', report({ proxies: [] }), 'web/a: listener: 0.0.0.0_80 / web/a logged nothing'],
    [
      'a proxy that the trace does not pass',
      report({ proxies: [...report().proxies, { where: 'web/c', record: line }] }),
      'proxies that the trace does not pass: none / web/c (0.0.0.0_80)',
    ],
    [
      'but for the copy that a proxy mirrors',
      report({
        proxies: [
          { where: 'web/a', record: { ...line, request_id: '7' } },
          { where: 'web/c', record: { ...line, request_id: '7' } },
        ],
      }),
      'agreement',
    ],
    ['nobody received it', report({ apps: [] }), 'the application: web/b / nothing'],
    [
      'another path arrived',
      report({ apps: [{ where: 'web/b', record: { ...received, path: '/x' } }] }),
      'the path that the application received: / / /x',
    ],
    [
      'the caller got no answer',
      report({ caller: { kind: 'reset', error: 'ECONNRESET' } }),
      "what the caller sees: the application's answer / reset (ECONNRESET)",
    ],
  ])('%s', (_, got, comes) => {
    expect(told(compareTrace(one, [got]))).toBe(comes);
  });

  it('an end that is not known: abstains, and says what', () => {
    const verdict: Verdict = { ...delivered, code: 'INDETERMINATE', unknown: 'wasm filter x' };
    expect(told(compareTrace(trace(path('10.0.0.2:80', { verdict })), [report()]))).toBe('abstention: wasm filter x');
  });

  it('a loop: its rules count packet after packet', () => {
    const verdict: Verdict = { ...delivered, code: 'LOOP', caller: { kind: 'timeout' } };
    const [output, proxy] = path('10.0.0.2:80').hops;
    const node: Hop = { where: 'node n', stage: 'node', steps: [rule('nat:PREROUTING:rule:1')] };
    const hops = [node, proxy, output, proxy].flatMap((hop) => hop ?? []);
    const loop = trace(path('10.0.0.2:80', { verdict, hops }));
    // What leads to the circle is passed once.
    const counted = (packets: number, before = 1): RequestReport =>
      report({
        places: [
          { where: 'web/a', rules: [{ ...hit('nat:OUTPUT:rule:1'), packets }] },
          { where: 'node n', rules: [{ ...hit('nat:PREROUTING:rule:1'), packets: before }] },
        ],
        caller: { kind: 'closed', error: '' },
      });
    expect(told(compareTrace(loop, [counted(200)]))).toBe('agreement');
    expect(told(compareTrace(loop, [counted(2)]))).toBe(
      'web/a: nat:OUTPUT:rule:1: counts more than 4 packets / counted 2',
    );
    expect(told(compareTrace(loop, [counted(200, 0)]))).toMatch(/^node n: nat:PREROUTING:rule:1: counts packets/);
  });
});

describe('compareTrace: forks', () => {
  const fork = trace(path('10.0.0.2:80', { probability: 0.8 }), path('10.0.0.3:80', { probability: 0.2 }));
  const many = (first: number, second: number): readonly RequestReport[] => [
    ...Array.from({ length: first }, () => report()),
    ...Array.from({ length: second }, () => report({}, { upstream_host: '10.0.0.3:80' })),
  ];

  it('agrees when the branch that was taken is one of those that are followed', () => {
    expect(told(compareTrace(fork, many(0, 1)))).toBe('agreement');
  });

  it('differs when it is none of them, from the nearest', () => {
    expect(told(compareTrace(fork, [report({}, { upstream_host: '10.0.0.4:80' })]))).toBe(
      'web/a: endpoint: 10.0.0.2:80 / 10.0.0.4:80',
    );
  });

  it('differs when the frequencies are no chance', () => {
    expect(told(compareTrace(fork, many(76, 24)))).toBe('agreement');
    expect(told(compareTrace(fork, many(50, 50)))).toMatch(/^frequencies of 100 requests: /);
  });
});
