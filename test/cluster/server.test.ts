import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/text/json/JsonValue.js';
import { askServer } from './askServer.js';
import { podObject } from './examplePods.js';
import { listAt, textAt } from './objects/json.js';
import type { Fault } from './server/Faults.js';
import { startCluster, type TestCluster } from './startCluster.js';

/** For a machine that is busy. */
const WAIT = { timeout: 20_000 };
const PODS = '/api/v1/namespaces/default/pods';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';

let cluster: TestCluster;
let jane: string;

beforeAll(async () => {
  cluster = await startCluster({
    objects: [
      podObject({ name: 'a', labels: { app: 'x' } }),
      podObject({ name: 'b', labels: { app: 'x' } }),
      podObject({ name: 'c' }),
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'strict', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      },
      role([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'], resourceNames: ['a'] }]),
      binding('jane', 'a-only'),
    ],
  });
  jane = cluster.tokens.issue({ name: 'jane', groups: [] });
});
afterAll(() => cluster.close());
beforeEach(() => cluster.faults.clear());

function role(rules: readonly JsonObject[]): JsonObject {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a-only' }, rules };
}

function binding(user: string, name: string): JsonObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: user, namespace: 'default' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'User', name: user }],
  };
}

describe('who is let in', () => {
  test.each([
    [
      'without credentials',
      '',
      PODS,
      403,
      'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "default"',
    ],
    ['with a token that nobody has', 'wrong', PODS, 401, 'Unauthorized'],
    [
      'to a path that is no resource',
      '',
      '/metrics',
      403,
      'forbidden: User "system:anonymous" cannot get path "/metrics"',
    ],
  ])('%s', async (_, token, path, code, message) => {
    const { json } = await askServer(cluster, path, { ...(token === '' ? { token: '' } : { token }) });
    expect(json).toMatchObject({ kind: 'Status', status: 'Failure', code, message });
  });

  test.each([
    [`${PODS}/a`, 200],
    [`${PODS}/b`, 403],
    [`${PODS}?fieldSelector=metadata.name%3Da`, 200],
    [PODS, 403],
    [`${PODS}/a/log?container=app`, 403],
  ])('resourceNames: %s gives %d', async (path, code) => {
    expect((await askServer(cluster, path, { token: jane })).code).toBe(code);
  });

  test('a user acts as another only if it may', async () => {
    const headers = { 'Impersonate-User': 'jane' };
    const refused = await askServer(cluster, `${PODS}/a`, { token: jane, headers: { 'Impersonate-User': 'bob' } });
    expect(textAt(refused.json, 'message')).toBe(
      'users "bob" is forbidden: User "jane" cannot impersonate resource "users" in API group "" at the cluster scope',
    );
    expect((await askServer(cluster, `${PODS}/a`, { headers })).code).toBe(200);
    expect((await askServer(cluster, `${PODS}/b`, { headers })).code).toBe(403);
  });

  test('a binding to a role that is not there is told', async () => {
    cluster.state.put(binding('bob', 'gone'));
    const { json } = await askServer(cluster, PODS, { token: cluster.tokens.issue({ name: 'bob', groups: [] }) });
    expect(textAt(json, 'message')).toMatch(
      /namespace "default": RBAC: clusterrole\.rbac\.authorization\.k8s\.io "gone" not found$/,
    );
  });

  test('a token is good until it expires or is revoked', async () => {
    const token = cluster.tokens.issue({ name: 'jane', groups: [] }, { lifetime: 3_600_000 });
    expect((await askServer(cluster, `${PODS}/a`, { token })).code).toBe(200);
    cluster.clock.advance(3_600_000);
    expect((await askServer(cluster, `${PODS}/a`, { token })).code).toBe(401);
  });
});

describe('what is read', () => {
  test('a list comes in pages', async () => {
    const first = await askServer(cluster, `${PODS}?limit=2`);
    expect(namesIn(first.json)).toEqual(['a', 'b']);
    expect(first.json).toMatchObject({ metadata: { remainingItemCount: 1 } });
    const second = await askServer(cluster, `${PODS}?limit=2&continue=${textAt(first.json, 'metadata', 'continue')}`);
    expect(namesIn(second.json)).toEqual(['c']);
    expect(textAt(second.json, 'metadata', 'continue')).toBe('');
  });

  test('a watch tells what is there, then what happens, as the selector sees it', async () => {
    const watch =
      '/api/v1/namespaces/default/configmaps?watch=1&labelSelector=w&sendInitialEvents=true&timeoutSeconds=4';
    const map = (labels: JsonObject) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm', labels } });
    cluster.state.put(map({ w: '1' }));
    const watched = askServer(cluster, watch);
    await expect.poll(() => cluster.requests.at(-1), WAIT).toMatchObject({ verb: 'watch', user: 'kubernetes-admin' });
    cluster.state.put(map({ w: '2' }));
    cluster.state.put(map({}));
    cluster.state.put(map({ w: '3' }));
    cluster.state.remove('configmaps', 'default', 'm');
    const types = (await watched).text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(['ADDED', 'BOOKMARK', 'MODIFIED', 'DELETED', 'ADDED', 'DELETED']);
  });
});

describe('what is written', () => {
  test('an update of what was changed meanwhile is a conflict', async () => {
    const { json } = await askServer(cluster, `${PODS}/c`);
    cluster.state.set('pods', 'default', 'c', ['spec', 'x'], 1);
    expect((await askServer(cluster, `${PODS}/c`, { method: 'PUT', body: json })).json).toMatchObject({
      reason: 'Conflict',
    });
  });

  test.each([
    [MERGE, { spec: { containers: [{ name: 'app', image: 'new' }] } }, [['app', 'new']]],
    [
      STRATEGIC,
      { spec: { containers: [{ name: 'b', image: 'new' }] } },
      [
        ['a', 'old'],
        ['b', 'new'],
      ],
    ],
    [STRATEGIC, { spec: { containers: [{ $patch: 'delete', name: 'a' }] } }, [['b', 'old']]],
    [STRATEGIC, { spec: { $patch: 'replace', containers: [{ name: 'z', image: 'y' }] } }, [['z', 'y']]],
  ])('%s of %j', async (type, body, expected) => {
    cluster.state.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'patched' },
      spec: {
        containers: [
          { name: 'a', image: 'old' },
          { name: 'b', image: 'old' },
        ],
      },
    });
    const { json } = await askServer(cluster, `${PODS}/patched`, { method: 'PATCH', type, body });
    expect(listAt(json, 'spec', 'containers').map((one) => [textAt(one, 'name'), textAt(one, 'image')])).toEqual(
      expected,
    );
  });

  test('a dry run changes nothing', async () => {
    const before = cluster.state.resourceVersion;
    const { code } = await askServer(cluster, `${PODS}?dryRun=All`, {
      method: 'POST',
      body: podObject({ name: 'new' }),
    });
    expect([code, cluster.state.resourceVersion]).toEqual([201, before]);
  });

  test('Pod Security refuses what the namespace does not allow', async () => {
    const pod: JsonObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'helper' },
      spec: { hostPID: true, containers: [{ name: 'h', image: 'i', securityContext: { privileged: true } }] },
    };
    const { json } = await askServer(cluster, '/api/v1/namespaces/strict/pods', { method: 'POST', body: pod });
    expect(textAt(json, 'message')).toBe(
      'pods "helper" is forbidden: violates PodSecurity "restricted:latest": host namespaces (hostPID=true), ' +
        'privileged (container "h" must not set securityContext.privileged=true), ' +
        'allowPrivilegeEscalation != false (container "h" must set securityContext.allowPrivilegeEscalation=false), ' +
        'unrestricted capabilities (container "h" must set securityContext.capabilities.drop=["ALL"]), ' +
        'runAsNonRoot != true (container "h" must set securityContext.runAsNonRoot=true), ' +
        'seccompProfile (container "h" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    );
  });

  test('a pod ends when its deadline has passed by the server’s clock', async () => {
    const body = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'short' },
      spec: { activeDeadlineSeconds: 600, containers: [{ name: 'c', image: 'i' }] },
    };
    await askServer(cluster, PODS, { method: 'POST', body });
    const phase = () => textAt(cluster.state.get('pods', 'default', 'short'), 'status', 'phase');
    await expect.poll(phase, WAIT).toBe('Running');
    cluster.clock.advance(500_000);
    expect(phase()).toBe('Running');
    cluster.clock.advance(110_000);
    expect(cluster.state.get('pods', 'default', 'short')).toMatchObject({
      status: { phase: 'Failed', reason: 'DeadlineExceeded' },
    });
  });
});

describe('faults', () => {
  test('a Status with Retry-After, as often as said', async () => {
    cluster.faults.add({
      when: ({ verb }) => verb === 'list',
      times: 1,
      fault: { kind: 'status', code: 429, retryAfter: 3 },
    });
    const first = await askServer(cluster, PODS);
    expect(first).toMatchObject({
      code: 429,
      headers: { 'retry-after': '3' },
      json: { reason: 'TooManyRequests', details: { retryAfterSeconds: 3 } },
    });
    expect((await askServer(cluster, PODS)).code).toBe(200);
  });

  test.each<[Fault]>([[{ kind: 'close' }], [{ kind: 'cut' }], [{ kind: 'cutStream', after: 300 }]])(
    '%j cuts the connection',
    async (fault) => {
      cluster.faults.add({ fault });
      await expect(askServer(cluster, PODS)).rejects.toThrow(/socket hang up|aborted|ECONNRESET/);
    },
  );

  test('garbage is no JSON', async () => {
    cluster.faults.add({ fault: { kind: 'garbage' } });
    const { code, text } = await askServer(cluster, PODS);
    expect(code).toBe(200);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });
});

function namesIn(list: JsonObject): readonly string[] {
  return listAt(list, 'items').map((one) => textAt(one, 'metadata', 'name'));
}
