import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../../src/trace/model/Evidence.js';
import type { Step } from '../../../src/trace/model/Step.js';
import type { Stage, Trace } from '../../../src/trace/model/Trace.js';
import type { Verdict } from '../../../src/trace/model/Verdict.js';
import { suggest } from '../../../src/trace/suggest/suggest.js';
import { SCENARIOS } from '../../render/trace/scenarios.js';
import { traceOf } from '../../render/trace/traceOf.js';

describe('on what the fixtures hold', () => {
  test.each([
    ['canary-delivered', []],
    ['weighted-fork', []],
    ['opaque-filter', [/^Say what shop\.tag does: --assume shop\.tag=pass or --assume shop\.tag=deny\.$/]],
    [
      'denied-by-policy',
      [
        /AuthorizationPolicy pay\/payments-allow, rule 1: header :method has to be exact GET, and is POST\.$/,
        /add a rule/,
      ],
    ],
    [
      'denied-by-deny-policy',
      [/^AuthorizationPolicy pay\/payments-deny, rule 1 denies it: .* matches url_path prefix \/charge\/admin and /],
    ],
    [
      'strict-plaintext',
      [
        /^Give web\/legacy-6f5d4c3b2-old01 a sidecar/,
        /PERMISSIVE/,
        /^hopctl proxy-config listener payments-66d8f7c9b5-7zq4c\.pay /,
      ],
    ],
    ['black-hole', [/REGISTRY_ONLY: register example\.com:443 by a ServiceEntry\.$/, /Sidecar of namespace locked/]],
    ['registry-only', [/REGISTRY_ONLY: register example\.com:80 by a ServiceEntry\.$/, /Sidecar of namespace locked/]],
    [
      'no-healthy-host',
      [
        /^No endpoint is in outbound\|8080\|v9\|.*: compare the subset in DestinationRule web\/catalog/,
        /^hopctl proxy-config endpoint /,
      ],
    ],
    [
      'cluster-not-found',
      [
        /^The nearest is cluster outbound\|8080\|v1\|catalog\.web\.svc\.cluster\.local: subset has to be v2, and is v1\.$/,
        /VirtualService web\/catalog/,
      ],
    ],
    ['injected-fault', [/^The fault is injected by VirtualService web\/cart/, /^--pin fault\.abort=miss /]],
    [
      'redirect',
      [
        /^Trace what the caller is sent to: hopctl trace-request frontend-7d9c6b5f4-2xkqp\.web http:\/\/cart\.web\/cart\/$/,
      ],
    ],
    ['route-not-found', [/^Send a Host that route configuration http\.8080 has/]],
    [
      'bypass',
      [
        /^nat:ISTIO_OUTPUT:rule:4 lets it pass: `-A ISTIO_OUTPUT -m owner --uid-owner 1337 -j RETURN`/,
        /^hopctl iptables /,
      ],
    ],
    ['leaves-mesh', [/^Nothing is registered for example\.com:443; outboundTrafficPolicy ALLOW_ANY/]],
    ['unresolved', [/nosuch\.NAMESPACE/, /--resolve nosuch:80:ADDRESS/]],
    ['rules-not-recorded', [/iptables-save, run in the network namespace of data\/mysql-primary-0/]],
    ['bookstore-v2', [/--assume istio_authn=pass/]],
  ])('%s', (name, expected) => {
    const scenario = SCENARIOS[name];
    if (scenario === undefined) throw new Error(`no scenario ${name}`);
    expect(suggest(traceOf(scenario))).toEqual(expected.map((pattern) => expect.stringMatching(pattern) as unknown));
  });
});

describe('on endings that no fixture has', () => {
  const rule = (coordinate: string, text: string, purpose?: string): Evidence => ({
    kind: 'rule',
    source: 's',
    coordinate,
    rule: text,
    verdict: 'DROP',
    backend: 'nft',
    ...(purpose === undefined ? {} : { purpose }),
  });
  const health = (host: string, got: string): Step['skipped'][number] => ({
    what: `host ${host}`,
    at: '',
    held: 1,
    failed: { name: 'health_status', expected: 'healthy', got, truth: 'no' },
  });
  const cluster = step('cluster', { subject: 'outbound|80||a.b' });

  test('hosts that are not healthy are named with why, three at most', () => {
    const skipped = ['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80', '10.0.0.4:80'].map((at) => health(at, 'unhealthy'));
    const [first] = suggest(ended({ flags: 'UH' }, 'outbound_proxy', [cluster, step('endpoint', { skipped })]));
    expect(first).toBe(
      'Mend the endpoints of outbound|80||a.b: 10.0.0.1:80 is unhealthy, 10.0.0.2:80 is unhealthy, 10.0.0.3:80 is unhealthy, and 1 more.',
    );
  });
  test("LOOP: the rule that captures the proxy's own packet", () => {
    const captured = step('rule', {
      effects: [{ what: 'destination', from: '10.0.0.1:80', to: '127.0.0.1:15001' }],
      evidence: [rule('nat:OUTPUT:rule:1', '-A OUTPUT -p tcp -j REDIRECT --to-ports 15001')],
    });
    expect(suggest(ended({ code: 'LOOP' }, 'output', [captured]))).toEqual([
      'nat:OUTPUT:rule:1 captures what the proxy of web/a itself sends: a RETURN for its uid and gid has to come before it.',
      "hopctl iptables a.web compares the rules with the uid and gid of the proxy's container.",
    ]);
  });
  test('a rule that drops: whose it may be', () => {
    const dropped = step('rule', { outcome: 'denied', evidence: [rule('filter:INPUT:rule:3', '-A INPUT -j DROP')] });
    expect(suggest(ended({ code: 'DENIED' }, 'prerouting', [dropped]))).toEqual([
      'Change filter:INPUT:rule:3 of web/a: it stops the packet. It is not one of Istio: find who adds it (a network policy, a host firewall).',
    ]);
  });
  test('endpoints that the dump does not have', () => {
    const unknown = 'endpoints of c: the dump was taken without include_eds';
    expect(suggest(ended({ code: 'INDETERMINATE', unknown }, 'outbound_proxy', [cluster]))).toEqual([
      'Take the dump of web/a with its endpoints: /config_dump?include_eds (Envoy 1.16 and later).',
    ]);
  });
  test('refused at the application', () => {
    const sentence = 'The connection is refused: nothing listens on 10.0.0.1:80.';
    expect(suggest(ended({ sentence }, 'app', [step('app')]))[0]).toMatch(
      /^Let the application of web\/a listen there/,
    );
  });
  test('the nearest route: what the request lacks', () => {
    const failed = { name: 'header x-canary', expected: 'exact true', got: 'absent', truth: 'no' } as const;
    const skipped = [{ what: 'route #1 canary', at: '', held: 1, failed }];
    const [first] = suggest(ended({ details: 'route_not_found' }, 'outbound_proxy', [step('route', { skipped })]));
    expect(first).toBe('The nearest is route #1 canary: header x-canary has to be exact true, and is absent.');
  });
  test("plaintext to STRICT from the caller's own proxy", () => {
    const trace = ended({ code: 'DENIED', details: 'filter_chain_not_found' }, 'outbound_proxy', [cluster]);
    expect(suggest(trace)[0]).toBe(
      "The caller's proxy sends plaintext: let the DestinationRule of outbound|80||a.b use tls mode ISTIO_MUTUAL, or set none.",
    );
  });
});

function step(kind: Step['kind'], rest: Partial<Step> = {}): Step {
  const empty = { because: [], evidence: [], skipped: [], effects: [], forks: [], notes: [] };
  return { kind, outcome: 'matched', subject: '', summary: kind, ...empty, ...rest };
}

function ended(verdict: Partial<Verdict>, stage: Stage, steps: readonly Step[]): Trace {
  const whole: Verdict = {
    code: 'NO_UPSTREAM',
    sentence: '',
    flags: '',
    details: '',
    caller: { kind: 'closed' },
    ...verdict,
  };
  const hops = [{ where: 'web/a', stage, steps }];
  const request: Trace['request'] = {
    from: { kind: 'pod', namespace: 'web', name: 'a' },
    url: 'http://b/',
    host: 'b',
    port: 80,
    transport: 'tcp',
    protocol: 'http/1.1',
    method: 'GET',
    authority: 'b',
    path: '/',
    headers: [],
    sender: { uid: 'ordinary', gid: 'ordinary', mark: 0 },
    resolve: [],
    ctState: 'new',
    withReturn: false,
  };
  return {
    request,
    verdict: whole,
    outcomes: [{ verdict: whole, probability: 1, path: 0 }],
    notFollowed: 0,
    assumptions: [],
    hops,
    paths: [{ probability: 1, choices: [], hops, verdict: whole }],
    dependsOn: [],
    notSimulated: [],
  };
}
