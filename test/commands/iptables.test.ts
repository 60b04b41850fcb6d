import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hopctl } from '../hopctl.js';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const validate = new Ajv2020().compile(JSON.parse(read('schemas/iptables.schema.json')) as object);

const LOOP = ['client-6d5f8c7b9-w4n2k.demo', '--snapshot', 'fixtures/redirect-loop'];
const KERNEL = 'fixtures/iptables/kernel-iptables-save';

describe('a table for a person', () => {
  test('the shop’s batch pod: what its arguments ask for, in walking order', async () => {
    const { exitCode, stdout, stderr } = await hopctl(['iptables', 'deploy/batch.web', '--snapshot', 'fixtures/shop']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^ {2}outbound: all TCP but to 169\.254\.169\.254\/32, port 3306, port 6379 to port 15001$/m,
    );
    expect(stdout).toMatch(/^ {2}inbound: port 8080, 8443 but port 15008 to port 15006$/m);
    expect(stdout).toMatch(
      /^ {3}8 +-m owner --uid-owner 1337 -j RETURN +traffic that user 1337 sends leaves directly: the proxy's own$/m,
    );
    expect(stdout).not.toContain('difference');
    expect(stdout.indexOf('nat OUTPUT')).toBeLessThan(stdout.indexOf('nat PREROUTING'));
  });
  test.each([
    ['frontend-7d9c6b5f4-2xkqp.web', 'shop', 'capture by REDIRECT', 'form: Istio 1.25 or later'],
    ['edge-tproxy-59c8d7b6f-x6jpd.web', 'shop', 'capture by TPROXY', 'form: Istio 1.25 or later'],
    ['storefront-v1-7f44c4d57c-ksf9b.books', 'bookstore-15', 'capture by REDIRECT', 'form: Istio 1.5 to 1.6'],
    ['toolbox-97948fc8-ptlct.sidecar', 'hijack-119-sidecar', 'capture by REDIRECT', 'form: Istio 1.18 to 1.24'],
  ])('%s of fixtures/%s: as its pod asks for', async (target, fixture, capture, form) => {
    const { stdout } = await hopctl(['iptables', target, '--snapshot', `fixtures/${fixture}`]);
    expect(stdout).toContain(capture);
    expect(stdout).toContain(form);
    expect(stdout).not.toContain('difference');
    expect(stdout).not.toMatch(/^!/m);
  });
  test('the redirect loop: nothing is Istio’s, and the proxy is not left out', async () => {
    const { exitCode, stdout } = await hopctl(['iptables', ...LOOP]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("no rule of Istio's is there\n");
    expect(stdout).toContain(
      'what the proxy sends (user 1337, group 1337) is redirected like everything else: no rule leaves it out',
    );
  });
  test('counters, where there are some; escapes never reach the terminal', async () => {
    const text =
      '*nat\n:OUTPUT ACCEPT [7:420]\n:X\u001b[31m - [0:0]\n[3:180] -A OUTPUT -p tcp -j X\u001b[31m\nCOMMIT\n';
    const { stdout } = await hopctl(['iptables', '-f', '-'], { stdin: text });
    expect(stdout).toMatch(/^ {3}NUM +PKTS +BYTES +RULE/m);
    expect(stdout).toMatch(/^ {3}1 +3 +180 +-p tcp -j X\\x1b\[31m/m);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('json, as schemas/iptables.schema.json says', () => {
  test.each([
    [['-A', '--snapshot', 'fixtures/shop']],
    [['-A', '--snapshot', 'fixtures/bookstore-15']],
    [['-A', '--snapshot', 'fixtures/hijack-119-sidecar']],
    [LOOP],
    [['-f', `${KERNEL}/ambient/nft/default.iptables-save`]],
    [['-f', `${KERNEL}/sidecar/nft/outbound-owner-groups.iptables-save`]],
    [['-f', 'fixtures/iptables/kernel-nft-list-ruleset/sidecar/tproxy.nft-list']],
    [['-f', 'fixtures/iptables/listings/v4/nft.list-verbose-numbered']],
    [['-f', 'fixtures/iptables/listings/v4/legacy.save-counters']],
  ])('%j', async (args) => {
    const { exitCode, stdout } = await hopctl(['iptables', ...args, '-o', 'json']);
    expect([exitCode, validate(JSON.parse(stdout)), validate.errors]).toEqual([0, true, null]);
  });
  test('the schema refuses another shape', () => {
    expect(validate({ schemaVersion: 1, workloads: [{ name: 'a' }] })).toBe(false);
  });
  test('yaml says the same', async () => {
    const [json, yaml] = await Promise.all([
      hopctl(['iptables', ...LOOP, '-o', 'json']),
      hopctl(['iptables', ...LOOP, '-o', 'yaml']),
    ]);
    expect(parse(yaml.stdout)).toEqual(JSON.parse(json.stdout));
  });
});

describe('filters and names', () => {
  test('names are the kernel’s coordinates', async () => {
    const { stdout } = await hopctl(['iptables', ...LOOP, '-o', 'name', '-t', 'nat', '--chain', 'PROXY_OUTPUT']);
    expect(stdout).toBe('ip/nat:PROXY_OUTPUT:rule:1\nip/nat:PROXY_OUTPUT:rule:2\n');
  });
  test('nothing fits: a note, exit 0', async () => {
    const { exitCode, stderr } = await hopctl(['iptables', ...LOOP, '-t', 'mangle']);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('demo/client-6d5f8c7b9-w4n2k: no chain fits the filter; there are chains in ip nat\n');
  });
});

describe('what cannot be shown', () => {
  test.each<[string, string[], string, number, string]>([
    [
      'rules that were not captured',
      ['istio-ingressgateway-5d6f9c7b88-r4m2h.istio-system', '--snapshot', 'fixtures/shop'],
      '',
      5,
      'no rules of istio-system/istio-ingressgateway-5d6f9c7b88-r4m2h were captured',
    ],
    ['an empty file', ['-f', '-'], '', 5, 'stdin is empty'],
    ['no rules', ['-f', '-'], 'hello\n', 5, 'holds no rules in a known format'],
    ['no such file', ['-f', 'nope'], '', 5, 'there is no such file'],
    ['nothing asked for', [], '', 2, 'nothing says whose rules'],
    ['no source', ['a.b'], '', 2, 'nothing says which cluster'],
    ['a pod and a file', ['a.b', '-f', 'x'], '', 2, '--file is the rules of one network namespace'],
    ['no such format', [...LOOP, '-o', 'wide'], '', 2, 'no output format "wide"'],
    ['no such family', [...LOOP, '--family', '5'], '', 2, 'no address family "5"'],
  ])('%s', async (_what, args, stdin, exitCode, message) => {
    const run = await hopctl(['iptables', ...args], { stdin });
    expect([run.exitCode, run.stdout]).toEqual([exitCode, '']);
    expect(run.stderr).toContain(message);
  });
  test('one of several: the others are shown, exit 5', async () => {
    const { exitCode, stdout, stderr } = await hopctl([
      'iptables',
      'istio-ingressgateway-5d6f9c7b88-r4m2h.istio-system',
      'redis-0.data',
      '--snapshot',
      'fixtures/shop',
    ]);
    expect(exitCode).toBe(5);
    expect(stdout).toMatch(/^data\/redis-0$/m);
    expect(stderr).toContain('no rules of istio-system/istio-ingressgateway');
  });
});
