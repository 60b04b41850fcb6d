import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { openCluster, type ClusterOptions } from '../../../src/sources/kube/openCluster.js';
import { startCluster, type TestCluster } from '../../cluster/startCluster.js';

/** Real kubectl is asked the same with the same files. */
const HAS_KUBECTL = spawnSync('kubectl', ['version', '--client']).status === 0;

let server: TestCluster;
let dir = '';
beforeAll(async () => {
  server = await startCluster();
  dir = mkdtempSync(join(tmpdir(), 'hopctl-kubeconfig-'));
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(() => server.faults.clear());

interface Words {
  readonly user?: object;
  readonly users?: readonly object[];
  readonly cluster?: object;
  readonly context?: object;
  readonly current?: string;
  readonly contexts?: readonly object[];
}

const config = ({ user = {}, users, cluster, context, current = 'main', contexts }: Words): string =>
  stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current,
    clusters: [{ name: 'main', cluster: { server: server.url, ...(cluster ?? trusted()) } }],
    users: users ?? [{ name: 'main', user }],
    contexts: contexts ?? [{ name: 'main', context: { cluster: 'main', user: 'main', ...context } }],
  });
const trusted = (): object => ({ 'certificate-authority-data': Buffer.from(server.ca).toString('base64') });

const write = (name: string, text: string): string => {
  const path = join(dir, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};

/** What matters of the request that the server saw last. */
const lastRequest = (): object => {
  const { headers = {} } = server.requests.at(-1) ?? {};
  const kept = Object.entries(headers).filter(([name]) => /^(?:authorization|impersonate-.*)$/.test(name));
  return Object.fromEntries(kept.sort());
};

const ask = async (options: Partial<ClusterOptions>): Promise<object> => {
  const seen = server.requests.length;
  const cluster = await openCluster({ userAgent: 'hopctl/test', environment: {}, ...options });
  try {
    await cluster.list({ group: '', version: 'v1', resource: 'pods', namespace: cluster.namespace });
  } catch (error) {
    if (server.requests.length === seen) throw error;
  } finally {
    cluster.close();
  }
  return lastRequest();
};

/** The same by kubectl; it says nothing of tokens in arguments either. */
const askKubectl = async (args: readonly string[], env: Environment): Promise<object> => {
  const seen = server.requests.length;
  const run = await promisify(execFile)('kubectl', [...args, 'get', '--raw', '/api/v1/namespaces/default/pods'], {
    env: { PATH: process.env.PATH ?? '', HOME: dir, ...env },
  }).catch((error: unknown) => error as { readonly stderr: string });
  if (server.requests.length === seen) throw new Error(`no request came: ${run.stderr}`);
  return lastRequest();
};

type Environment = Readonly<Record<string, string>>;

const failureOf = async (options: Partial<ClusterOptions>): Promise<string> => {
  try {
    await ask(options);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('it did not fail');
};

const plugin = (name: string, lines: readonly string[]): string => {
  const path = write(name, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(path, 0o755);
  return path;
};
const V1 = 'client.authentication.k8s.io/v1';
const give = (status: object, apiVersion = V1): string =>
  `echo '${JSON.stringify({ kind: 'ExecCredential', apiVersion, status })}'`;
const exec = (command: string, more: object = {}): object => ({
  exec: { command, apiVersion: V1, interactiveMode: 'Never', ...more },
});

/** What a user of the kubeconfig is, and what of it the server sees. */
const USERS: readonly (readonly [string, () => object, object])[] = [
  ['a token', () => ({ token: 'abc' }), { authorization: 'Bearer abc' }],
  ['a file of a token', () => ({ tokenFile: write('t/token', 'def\n') }), { authorization: 'Bearer def' }],
  [
    'a file of a token goes before a token',
    () => ({ token: 'abc', tokenFile: write('t/token', 'def\n') }),
    { authorization: 'Bearer def' },
  ],
  [
    'a relative file is one beside the kubeconfig',
    () => (write('t/near', 'ghi'), { tokenFile: 't/near' }),
    { authorization: 'Bearer ghi' },
  ],
  [
    'a name with a password',
    () => ({ username: 'ann', password: 'p:w' }),
    { authorization: `Basic ${Buffer.from('ann:p:w').toString('base64')}` },
  ],
  ['nothing', () => ({}), {}],
  [
    'as whom it wants to act',
    () => ({
      token: 'abc',
      as: 'bob',
      'as-uid': '7',
      'as-groups': ['a', 'b'],
      'as-user-extra': { 'acme.example/Project': ['one', 'two'] },
    }),
    {
      authorization: 'Bearer abc',
      'impersonate-user': 'bob',
      'impersonate-uid': '7',
      'impersonate-group': 'a, b',
      'impersonate-extra-acme.example%2fproject': 'one, two',
    },
  ],
  [
    'an exec plugin',
    () => exec(plugin('p/token', [give({ token: 'from-plugin' })])),
    { authorization: 'Bearer from-plugin' },
  ],
  [
    'an exec plugin beside the kubeconfig, with arguments and variables',
    () => {
      plugin('p/near', [
        `printf '{"kind":"ExecCredential","apiVersion":"${V1}","status":{"token":"%s-%s"}}' "$1" "$WHO"`,
      ]);
      return exec('./p/near', { args: ['arg'], env: [{ name: 'WHO', value: 'me' }] });
    },
    { authorization: 'Bearer arg-me' },
  ],
  [
    'an exec plugin is told of the cluster',
    () => {
      plugin('p/info', [
        `token=$(printf %s "$KUBERNETES_EXEC_INFO" | grep -c '"certificate-authority-data".*"interactive":false')`,
        `printf '{"kind":"ExecCredential","apiVersion":"${V1}","status":{"token":"seen-%s"}}' "$token"`,
      ]);
      return exec('./p/info', { provideClusterInfo: true });
    },
    { authorization: 'Bearer seen-1' },
  ],
  [
    'a token goes before an exec plugin',
    () => ({ token: 'abc', ...exec(plugin('p/token', [give({ token: 'from-plugin' })])) }),
    { authorization: 'Bearer abc' },
  ],
];

describe('credentials', () => {
  test.each(USERS)('%s', async (_, user, expected) => {
    const kubeconfig = write('config', config({ user: user() }));
    expect(await ask({ kubeconfig })).toEqual(expected);
  });

  test.skipIf(!HAS_KUBECTL).each(USERS.filter(([what]) => what !== 'nothing'))(
    '%s: kubectl sends the same',
    async (_, user, expected) => {
      const kubeconfig = write('config', config({ user: user() }));
      expect(await askKubectl(['--kubeconfig', kubeconfig], {})).toEqual(expected);
    },
  );

  test('flags say as whom to act', async () => {
    const kubeconfig = write('config', config({ user: { token: 'abc' } }));
    const flags = { as: 'bob', asGroups: ['a', 'b'], asUid: '7' };
    const expected = {
      authorization: 'Bearer abc',
      'impersonate-user': 'bob',
      'impersonate-uid': '7',
      'impersonate-group': 'a, b',
    };
    expect(await ask({ kubeconfig, ...flags })).toEqual(expected);
  });

  test('an answer of a plugin is kept until it expires', async () => {
    const soon = plugin('p/count', [
      'echo x >> "$COUNT"',
      give({ token: 'a', expirationTimestamp: '2999-01-01T00:00:00Z' }),
    ]);
    const count = write('count', '');
    const kubeconfig = write('config', config({ user: exec(soon, { env: [{ name: 'COUNT', value: count }] }) }));
    const cluster = await openCluster({ userAgent: 'hopctl/test', environment: {}, kubeconfig });
    const path = { group: '', version: 'v1', resource: 'pods', namespace: 'web' };
    await Promise.allSettled([cluster.list(path), cluster.list(path)]);
    cluster.close();
    // Once, and once more for the token that the server refused.
    expect(readFileSync(count, 'utf8')).toBe('x\nx\n');
  });

  test.each<readonly [string, () => object, RegExp]>([
    [
      'is not there',
      () => exec('no-such-plugin', { installHint: 'apt install it' }),
      /^exec plugin no-such-plugin is not there$/,
    ],
    ['fails', () => exec(plugin('p/fails', ['exit 7'])), /failed with exit code 7$/],
    ['prints nothing', () => exec(plugin('p/nothing', ['true'])), /did not print an ExecCredential$/],
    ['gives no token', () => exec(plugin('p/none', [give({})])), /neither a token nor a client certificate$/],
    ['has another version', () => exec(plugin('p/old', [give({ token: 'a' }, 'v0')])), /another apiVersion/],
    ['wants to ask', () => exec(plugin('p/asks', ['true']), { interactiveMode: 'Always' }), /stdin is no terminal$/],
  ])('a plugin that %s', async (_, user, sentence) => {
    const kubeconfig = write('config', config({ user: user() }));
    expect(await failureOf({ kubeconfig })).toMatch(sentence);
  });
});

const two = (): readonly [string, string] => [
  write(
    'a/one',
    config({
      users: [{ name: 'ann', user: { token: 'first' } }],
      contexts: [{ name: 'main', context: { cluster: 'main', user: 'ann', namespace: 'default' } }],
      current: '',
    }),
  ),
  write(
    'b/two',
    config({
      users: [
        { name: 'ann', user: { token: 'second', as: 'x' } },
        { name: 'bob', user: { tokenFile: 'token' } },
      ],
      contexts: [
        { name: 'main', context: { cluster: 'main', user: 'bob' } },
        { name: 'other', context: { cluster: 'main', user: 'bob', namespace: 'default' } },
      ],
    }),
  ),
];

/** A list of files and flags, and what the server sees. */
const LISTS: readonly (readonly [string, () => string, string | undefined, object])[] = [
  ['the first entry of a name counts, whole', () => two().join(':'), undefined, { authorization: 'Bearer first' }],
  ['what only the second has counts, too', () => two().join(':'), 'other', { authorization: 'Bearer of-bob' }],
  [
    'files that are not there are passed over',
    () => [join(dir, 'missing'), ...two(), join(dir, 'gone')].join(':'),
    undefined,
    { authorization: 'Bearer first' },
  ],
  ['the order decides', () => two().toReversed().join(':'), undefined, { authorization: 'Bearer of-bob' }],
];

describe('several files', () => {
  beforeAll(() => write('b/token', 'of-bob'));

  test.each(LISTS)('%s', async (_, list, context, expected) => {
    expect(await ask({ environment: { KUBECONFIG: list() }, context })).toEqual(expected);
  });

  test.skipIf(!HAS_KUBECTL).each(LISTS)('%s: kubectl sends the same', async (_, list, context, expected) => {
    const flags = context === undefined ? [] : ['--context', context];
    expect(await askKubectl(flags, { KUBECONFIG: list() })).toEqual(expected);
  });

  test('without KUBECONFIG the one of the home folder', async () => {
    write('home/.kube/config', config({ user: { token: 'home' } }));
    expect(await ask({ environment: { HOME: join(dir, 'home') } })).toEqual({ authorization: 'Bearer home' });
  });
});

test('a pod finds the API server by its service account', async () => {
  const account = join(dir, 'account');
  write('account/token', 'of-the-pod');
  write('account/ca.crt', server.ca);
  write('account/namespace', 'web');
  const url = new URL(server.url);
  const environment = { KUBERNETES_SERVICE_HOST: url.hostname, KUBERNETES_SERVICE_PORT: url.port };
  const options = { userAgent: 'hopctl/test', environment, serviceAccount: account };
  const cluster = await openCluster(options);
  expect(cluster).toMatchObject({ name: 'in-cluster', namespace: 'web' });
  expect(await ask(options)).toEqual({ authorization: 'Bearer of-the-pod' });
});

describe('the server', () => {
  test.each<readonly [string, () => object]>([
    ['a certificate authority in a file', () => ({ 'certificate-authority': write('ca.crt', server.ca) })],
    ['no check of the certificate', () => ({ 'insecure-skip-tls-verify': true })],
    ['another name', () => ({ ...trusted(), 'tls-server-name': 'kubernetes' })],
  ])('%s', async (_, cluster) => {
    const kubeconfig = write('config', config({ user: { token: 'abc' }, cluster: cluster() }));
    expect(await ask({ kubeconfig })).toEqual({ authorization: 'Bearer abc' });
  });

  test('a name that its certificate has not', async () => {
    const cluster = { ...trusted(), 'tls-server-name': 'elsewhere' };
    const kubeconfig = write('config', config({ user: { token: 'abc' }, cluster }));
    const open = openCluster({ userAgent: 'hopctl/test', environment: {}, kubeconfig });
    const list = (await open).list({ group: '', version: 'v1', resource: 'pods' });
    await expect(list).rejects.toThrow('its certificate is for another name');
  });

  test('over plain HTTP no credentials are sent', async () => {
    const seen: unknown[] = [];
    const plain = createServer(({ headers }, response) => {
      seen.push([headers.authorization, headers['impersonate-user']]);
      response.end('{"kind":"PodList","apiVersion":"v1","items":[]}');
    }).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    const user = { token: 'abc', as: 'bob' };
    const kubeconfig = write('config', config({ user, cluster: { server: `http://127.0.0.1:${port}` } }));
    const cluster = await openCluster({ userAgent: 'hopctl/test', environment: {}, kubeconfig });
    expect(await cluster.list({ group: '', version: 'v1', resource: 'pods' })).toEqual([]);
    cluster.close();
    plain.close();
    expect(seen).toEqual([[undefined, 'bob']]);
  });
});

describe('what contradicts itself', () => {
  test.each<readonly [string, Words, string]>([
    ['two names in one file', { users: [{ name: 'a' }, { name: 'a' }] }, 'the name "a" is given twice'],
    ['no such context', { current: 'mian' }, 'context "mian" does not exist'],
    ['no such user', { context: { user: 'eve' } }, 'user "eve" does not exist'],
    ['no such cluster', { context: { cluster: 'x' } }, 'cluster "x" does not exist'],
    ['a certificate without key', { user: { 'client-certificate': 'a' } }, 'client certificate and no client-key'],
    ['token and password', { user: { token: 'a', username: 'b' } }, 'only one of them is allowed'],
    ['groups without user', { user: { 'as-groups': ['a'] } }, 'need the user, too (--as)'],
    ['an auth-provider', { user: { 'auth-provider': { name: 'gcp' } } }, 'an exec plugin does the same'],
    [
      'a certificate authority that is not checked',
      { cluster: { 'insecure-skip-tls-verify': true, 'certificate-authority': 'x' } },
      'is not allowed',
    ],
    ['no server', { cluster: { server: '' } }, 'its cluster has no server'],
  ])('%s', async (_, words, sentence) => {
    expect(await failureOf({ kubeconfig: write('config', config(words)) })).toContain(sentence);
  });

  test('a file that is named and is not there', async () => {
    const kubeconfig = join(dir, 'nowhere');
    expect(await failureOf({ kubeconfig })).toBe('the kubeconfig cannot be read: there is no such file');
  });

  test('no cluster at all', async () => {
    expect(await failureOf({ environment: { HOME: join(dir, 'empty') } })).toBe('nothing says which cluster');
  });

  test('what is no base64 is not quoted', async () => {
    const kubeconfig = write('config', config({ user: { 'client-key-data': '***secret***' } }));
    expect(await failureOf({ kubeconfig })).toBe('client-key-data is not base64');
  });
});
