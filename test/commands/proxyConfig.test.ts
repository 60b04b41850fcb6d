import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hopctl } from '../hopctl.js';
import { golden } from '../istio/table/golden.js';

const PROXY = 'shop/vault-client-58c7d6f9b4-t5w8n.locked';
const TARGET = 'vault-client-58c7d6f9b4-t5w8n.locked';
const FOLDER = 'fixtures/shop/pods/locked/vault-client-58c7d6f9b4-t5w8n';
const DUMP = `${FOLDER}/config_dump.json`;
const CLUSTERS = `${FOLDER}/clusters.json`;

const scratch = mkdtempSync(join(tmpdir(), 'hopctl-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(scratch, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const pc = (...args: readonly string[]) => hopctl(['pc', ...args]);

describe('as istioctl', () => {
  test.each<[string, readonly string[]]>([
    ['cluster.txt', ['cluster', '-f', DUMP]],
    ['cluster.txt', ['clusters', TARGET, '--snapshot', 'fixtures/shop']],
    ['cluster-port-80.txt', ['c', '-f', DUMP, '--port', '80']],
    ['cluster-inbound.txt', ['c', '-f', DUMP, '--direction=inbound', '-o', 'table']],
    ['cluster.json', ['c', '-f', DUMP, '-o', 'json']],
    ['cluster.yaml', ['c', '-f', DUMP, '-oyaml']],
    ['listener.txt', ['listeners', '-f', DUMP]],
    ['listener.txt', ['l', '-f', DUMP, '--verbose']],
    ['listener-terse.txt', ['l', '-f', DUMP, '--verbose=false']],
    ['listener-terse.txt', ['l', '-f', DUMP, '--no-verbose']],
    ['listener-type-TCP.txt', ['l', '-f', DUMP, '--type', 'tcp']],
    ['listener.json', ['l', '-f', DUMP, '-o', 'json']],
    ['route.txt', ['routes', '-f', DUMP]],
    ['route-80.txt', ['r', '-f', DUMP, '--name', '80']],
    ['route-terse.txt', ['r', '-f', DUMP, '--verbose=false']],
    ['route.yaml', ['r', '-f', DUMP, '-o', 'yaml']],
    ['eds.txt', ['eds', '-f', DUMP]],
    ['eds.json', ['eds', '-f', DUMP, '-o', 'json']],
    ['endpoint.txt', ['endpoints', '-f', CLUSTERS]],
    ['endpoint.txt', ['ep', TARGET, '--snapshot', 'fixtures/shop']],
    ['endpoint.yaml', ['ep', '-f', CLUSTERS, '-o', 'yaml']],
    ['bootstrap.txt', ['b', '-f', DUMP]],
    ['secret.json', ['s', '-f', DUMP, '-o', 'json']],
  ])('%s: %j', async (name, args) => {
    const { exitCode, stdout } = await pc(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: golden(PROXY, name) });
  });

  test('all: each table below the other; certificates are those of today', async () => {
    const { stdout } = await pc('a', '-f', DUMP);
    const today = (text: string | undefined) => text?.replaceAll(/ {5}(?:true |false) {4,5}/g, '     ');
    expect(today(stdout)).toBe(today(golden(PROXY, 'all.txt')));
  });

  test('all --with-headers', async () => {
    const { stdout } = await pc('all', '-f', DUMP, '--with-headers');
    expect(stdout.match(/^------ .+ ------$/gm)).toEqual(
      ['BOOTSTRAP', 'CLUSTER', 'LISTENER', 'ROUTE', 'SECRET', 'ENDPOINTS'].map((part) => `------ ${part} INFO ------`),
    );
    expect(stdout).toContain('\n\n------ CLUSTER INFO ------\n\nNAME');
  });

  test('all -o json is the dump as it is, with a newline', async () => {
    expect((await pc('all', '-f', DUMP, '-o', 'json')).stdout).toBe(`${readFileSync(DUMP, 'utf8')}\n`);
  });
});

describe('what istioctl lacks', () => {
  test('-o name', async () => {
    const { stdout } = await pc('c', '-f', DUMP, '-o', 'name', '--direction', 'inbound');
    expect(stdout).toMatch(/^cluster\/inbound\|[0-9]+\|\|\n$/);
  });

  test.each([
    ["kubectl's form", '{[*].name}', 'agent '],
    ['a range', '{range [*]}{.name}{"\\n"}{end}', 'agent\n'],
    ['a filter', '{[?(@.name=="agent")].type}', 'STATIC'],
    ['a plain expression', '$[?(@.name=="agent")].type', 'STATIC\n'],
  ])('-o jsonpath: %s', async (_what, template, expected) => {
    const { exitCode, stdout } = await pc('c', '-f', DUMP, '-o', `jsonpath=${template}`);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(expected);
  });

  test('-o wide shows weights, methods and transport security', async () => {
    const frontend = 'frontend-7d9c6b5f4-2xkqp.web';
    const routes = await pc('r', frontend, '--snapshot', 'fixtures/shop', '-o', 'wide');
    expect(routes.stdout).toMatch(/reviews\.web\.svc\.cluster\.local 50 \+ .*mirror /);
    const clusters = await pc('c', frontend, '--snapshot', 'fixtures/shop', '-o', 'wide');
    expect(clusters.stdout).toContain('tlsMode-istio: mTLS');
  });

  test('several proxies have a section each', async () => {
    const two = await pc('c', TARGET, 'redis-0.data', '--snapshot', 'fixtures/shop');
    expect(two.stdout.match(/^==> .+ <==$/gm)).toEqual([
      `==> locked/${TARGET.split('.')[0] ?? ''} <==`,
      '==> data/redis-0 <==',
    ]);
    const all = await pc('c', '-A', '--snapshot', 'fixtures/shop', '-o', 'json');
    expect(Object.keys(JSON.parse(all.stdout) as object)).toHaveLength(11);
    const chosen = await pc('c', '-l', 'app=cart', '-n', 'web', '--snapshot', 'fixtures/shop', '-o', 'name');
    expect(chosen.stdout).toContain('cluster/');
  });

  test('endpoint of a dump: the health that the control plane gave, nothing of outlier detection', async () => {
    const { exitCode, stdout, stderr } = await pc('ep', '-f', DUMP);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ENDPOINT +STATUS +OUTLIER CHECK +CLUSTER\n(?:\S+ +\S+ +- +\S+\n)+$/);
    expect(stderr).toContain('from the config_dump');
  });
});

describe('what is empty or missing', () => {
  const section = (message: string, more: object = {}) => ({
    '@type': `type.googleapis.com/envoy.admin.v3.${message}`,
    ...more,
  });
  const dump = file('dump.json', {
    configs: [
      section('ClustersConfigDump'),
      section('RoutesConfigDump', { dynamic_route_configs: [{ version_info: '1' }] }),
    ],
  });

  test.each<[string, readonly string[], string, string]>([
    [
      'nothing matches',
      ['c', '-f', DUMP, '--port', '4'],
      'SERVICE FQDN     PORT     SUBSET     DIRECTION     TYPE     DESTINATION RULE\n',
      'match the filter',
    ],
    ['nothing matches, in JSON', ['c', '-f', DUMP, '--port', '4', '-o', 'json'], '[]\n', 'match the filter'],
    ['no EDS', ['eds', '-f', dump], 'NAME     STATUS     LOCALITY     CLUSTER\n', 'taken without ?include_eds'],
    ['an empty section', ['c', '-f', dump], '', 'there are no clusters in'],
    ['a mask within entries', ['r', '-f', dump], '', 'was the dump masked?'],
  ])('%s: a note, exit 0', async (_what, args, stdout, note) => {
    const result = await pc(...args);
    expect(result).toMatchObject({ exitCode: 0, stdout });
    expect(result.stderr).toContain(note);
  });

  test.each<[string, readonly string[], string]>([
    ['an absent section', ['l', '-f', dump], 'no ListenersConfigDump in'],
    ['ecds', ['ecds', '-f', DUMP], 'no EcdsConfigDump in'],
    ['a ztunnel dump', ['c', '-f', file('ztunnel.json', { workloads: [], services: [], config: {} })], 'of a ztunnel'],
    ['/clusters where a dump is asked for', ['c', '-f', CLUSTERS], 'is the answer of /clusters?format=json'],
    ['no JSON', ['c', '-f', file('text.json', 'upstream connect error')], 'error: '],
    ['no file', ['c', '-f', join(scratch, 'none.json')], 'error: '],
  ])('%s: exit 5, nothing on stdout', async (_what, args, message) => {
    const result = await pc(...args);
    expect(result).toMatchObject({ exitCode: 5, stdout: '' });
    expect(result.stderr).toContain(message);
  });

  test('all: what is missing is named, the rest is printed', async () => {
    const { exitCode, stdout, stderr } = await pc(
      'all',
      '-f',
      file('one.json', { configs: [section('BootstrapConfigDump', { bootstrap: {} })] }),
    );
    expect({ exitCode, stdout }).toEqual({
      exitCode: 5,
      stdout: 'Envoy Version: 0.0.0\n\nNAME     STATUS     LOCALITY     CLUSTER\n',
    });
    expect(stderr).toContain('no ListenersConfigDump in');
  });

  test.each<[string, readonly string[]]>([
    ['no proxy', ['c']],
    ['a proxy and a file', ['c', 'x', '-f', DUMP]],
    ['no snapshot', ['c', 'x']],
    ['an unknown format', ['c', '-f', DUMP, '-o', 'xml']],
    ['an unknown flag', ['c', '-f', DUMP, '--frob']],
    ['a port that is no number', ['c', '-f', DUMP, '--port', 'http']],
    ['a broken jsonpath', ['c', '-f', DUMP, '-o', 'jsonpath={.a']],
    ['a broken selector', ['c', '-l', '=x', '--snapshot', 'fixtures/shop']],
  ])('%s: exit 2', async (_what, args) => {
    expect(await pc(...args)).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

test('a key given twice is named; the last value counts', async () => {
  const twice =
    '{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","static_clusters":[{"cluster":{"name":"a","name":"b"}}]}]}';
  const { stdout, stderr } = await pc('c', '-f', file('twice.json', twice), '-o', 'name');
  expect(stdout).toBe('cluster/b\n');
  expect(stderr).toContain('/configs/0/static_clusters/0/cluster has "name" twice');
});

test('names never act on a terminal', async () => {
  const evil = { name: '\u001b]0;x\u0007\u202e\nz', type: 'EDS', connect_timeout: '1s', other: '\u009b' };
  const path = file('evil.json', [evil]);
  for (const output of ['short', 'wide', 'json', 'yaml', 'name', 'jsonpath={[*].name}']) {
    const { stdout, stderr } = await pc('c', '-f', path, '-o', output);
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
});
