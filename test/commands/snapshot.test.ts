import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hopctl } from '../hopctl.js';

const ROOT = mkdtempSync(join(tmpdir(), 'hopctl-snapshot-'));
afterAll(() => rmSync(ROOT, { recursive: true }));
const at = (name: string): string => join(ROOT, name);

writeFileSync(at('pod.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: web}\n');
writeFileSync(at('dump.json'), '{"configs": []}');
writeFileSync(at('broken.json'), '{"configs": [');

describe('snapshot show', () => {
  test('a table of what was captured', async () => {
    const { exitCode, stdout, stderr } = await hopctl(['snapshot', 'show', 'fixtures/hijack-119-sidecar']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^NAMESPACE +POD +ISTIO +ENVOY +DUMP +CLUSTERS +RULES +NETNS +AGE$/m);
    expect(stdout).toMatch(/^sidecar +toolbox-97948fc8-ptlct +1\.19\.3 +1\.40\.0 +yes +yes +yes +- +\S+$/m);
    expect(stdout).toMatch(/^istio-system +istio-ingressgateway-\S+ +1\.19\.3 +1\.40\.0 +yes +yes +- +- +\S+$/m);
  });
  test('json', async () => {
    const { stdout } = await hopctl(['snapshot', 'show', 'fixtures/ambient', '-o', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'fixtures/ambient',
      workloads: [{ namespace: 'books', istioVersion: '1.32-dev' }],
      dnsNames: 1,
    });
  });
  test('nothing there', async () => {
    const { exitCode, stdout, stderr } = await hopctl(['snapshot', 'show', at('nope')]);
    expect([exitCode, stdout]).toEqual([5, '']);
    expect(stderr).toContain('there is no such file');
  });
  test('a folder that is none', async () => {
    expect(await hopctl(['snapshot', 'show', 'docs'])).toMatchObject({ exitCode: 5, stdout: '' });
  });
});

describe('snapshot create', () => {
  test('an archive, and another snapshot from it on stdin', async () => {
    const out = at('one.tgz');
    const first = await hopctl([
      'snapshot',
      'create',
      '--output',
      out,
      '--objects',
      at('pod.yaml'),
      '--pod',
      'web/a',
      '--config-dump',
      at('dump.json'),
    ]);
    expect(first).toMatchObject({ exitCode: 0, stdout: '', stderr: `${out}: 2 files\n` });
    const second = await hopctl([
      'snapshot',
      'create',
      '--output',
      at('two'),
      '--from',
      out,
      '--add',
      `dns.txt=${at('names')}`,
    ]);
    expect(second).toMatchObject({ exitCode: 5 });
    writeFileSync(at('names'), 'a.example 192.0.2.1\n');
    expect(
      await hopctl(['snapshot', 'create', '--output', at('two'), '--from', out, '--dns', at('names')]),
    ).toMatchObject({ exitCode: 0 });
    const { stdout, stderr } = await hopctl(['snapshot', 'show', at('two'), '-o', 'json']);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      objects: [{ kind: 'Pod', count: 1 }],
      dnsNames: 1,
      workloads: [{ name: 'a', captured: ['config_dump'] }],
    });
  });
  test('a broken file: named, and nothing is written', async () => {
    const { exitCode, stderr } = await hopctl([
      'snapshot',
      'create',
      '--output',
      at('three'),
      '--pod',
      'web/a',
      '--config-dump',
      at('broken.json'),
    ]);
    expect([exitCode, existsSync(at('three'))]).toEqual([5, false]);
    expect(stderr).toContain('broken.json');
  });
  test.each([
    ['nothing to make it of', ['--output', at('x')], 'nothing says where the facts are'],
    [
      'a place that there is not',
      ['--output', at('x'), '--add', `pods/a=${at('dump.json')}`],
      '"pods/a" is no place in a snapshot',
    ],
    ['a dump of nobody', ['--output', at('x'), '--config-dump', at('dump.json')], '--pod'],
    ['what exists', ['--output', ROOT, '--objects', at('pod.yaml')], 'this exists already'],
  ])('usage: %s', async (_what, args, message) => {
    const { exitCode, stderr } = await hopctl(['snapshot', 'create', ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
