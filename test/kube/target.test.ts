import { describe, expect, test } from 'vitest';
import { comparePodsForLogs } from '../../src/kube/target/comparePodsForLogs.js';
import { parseTarget, type TargetDefaults } from '../../src/kube/target/parseTarget.js';
import { podsOfTarget } from '../../src/kube/target/podsOfTarget.js';
import { kube, pod, service, slice } from './harness.js';

function told(text: string, defaults?: TargetDefaults): string {
  const { kind, namespace, name } = parseTarget(text, defaults);
  return `${kind} ${namespace}/${name}`;
}

describe('the grammar', () => {
  test.each([
    ['a', 'Pod default/a'],
    ['a.web', 'Pod web/a'],
    ['a.b.web', 'Pod web/a.b'],
    ['pod/a', 'Pod default/a'],
    ['deploy/cart.web', 'Deployment web/cart'],
    ['Deployments.apps/cart', 'Deployment default/cart'],
    ['deployment.v1.apps/cart.web', 'Deployment web/cart'],
    ['svc/cart', 'Service default/cart'],
    ['sts/redis.data', 'StatefulSet data/redis'],
    ['node/worker-1.example', 'Node /worker-1.example'],
  ])('%s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  test('-n', () => expect(told('a', { flag: 'web' })).toBe('Pod web/a'));
  test('-n that says the same', () => expect(told('a.web', { flag: 'web' })).toBe('Pod web/a'));
  test('the context’s namespace', () => expect(told('a', { context: 'ctx' })).toBe('Pod ctx/a'));

  test.each([
    ['a.web', { flag: 'pay' }, 'is in namespace web, but -n says pay'],
    ['deplyo/a', {}, 'there is no type "deplyo"'],
    ['', {}, 'is no TARGET'],
    ['a.', {}, 'is no TARGET'],
    ['.web', {}, 'is no TARGET'],
    ['svc/', {}, 'is no TARGET'],
  ])('usage: %j', (text, defaults, message) => {
    expect(() => parseTarget(text, defaults)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message) as string, exitCode: 2 }),
    );
  });

  test('a type that is nearly one is suggested', () => {
    expect(() => parseTarget('deplyo/a')).toThrow(expect.objectContaining({ hint: 'Did you mean deploy/…?' }));
  });
});

const owner = (kind: string, name: string, labels = ''): string =>
  `ownerReferences: [{kind: ${kind}, name: ${name}}], labels: {${labels}}`;
const OBJECTS = kube(
  pod('web/cart-1', '10.0.0.1', 'labels: {app: cart}') +
    pod('web/cart-2', '10.0.0.2', 'labels: {app: cart, track: canary}') +
    pod('other/cart-3', '10.0.0.3', 'labels: {app: cart}') +
    pod('web/orphan-76-a', '10.0.0.4', owner('ReplicaSet', 'orphan-76', 'pod-template-hash: "76"')) +
    pod('web/redis-0', '10.0.0.5', owner('StatefulSet', 'redis')) +
    pod('web/job-x', '10.0.0.6', owner('Job', 'nightly-1')) +
    pod('web/gw-1', '10.0.0.7', 'labels: {gateway.networking.k8s.io/gateway-name: edge}') +
    '{apiVersion: apps/v1, kind: Deployment, metadata: {namespace: web, name: cart}, spec: {selector: {matchLabels: {app: cart}, matchExpressions: [{key: track, operator: NotIn, values: [canary]}]}}}\n---\n' +
    '{apiVersion: batch/v1, kind: Job, metadata: {namespace: web, name: nightly-1, ownerReferences: [{kind: CronJob, name: nightly}]}, spec: {selector: {matchLabels: {job: n}}}}\n---\n' +
    service('web/cart', 'clusterIP: 10.96.0.1, selector: {app: cart}, ports: [{port: 80}]') +
    slice(
      'web/cart',
      '[{addresses: [10.0.0.2], targetRef: {kind: Pod, name: cart-2}, conditions: {ready: false}}, {addresses: [10.0.0.5]}]',
    ) +
    service('web/bare', 'clusterIP: 10.96.0.2, selector: {app: cart}, ports: [{port: 80}]'),
);

describe('the pods of', () => {
  test.each([
    ['cart-1.web', 'cart-1 by its name'],
    ['deploy/cart.web', 'cart-1 by the selector of Deployment web/cart'],
    ['svc/cart.web', 'cart-2 redis-0 of the EndpointSlices of Service web/cart'],
    ['svc/bare.web', 'cart-1 cart-2 by the selector of Service web/bare'],
    ['deploy/orphan.web', 'orphan-76-a by the owner references of the pods to Deployment orphan'],
    ['rs/orphan-76.web', 'orphan-76-a by the owner references of the pods to ReplicaSet orphan-76'],
    ['sts/redis.web', 'redis-0 by the owner references of the pods to StatefulSet redis'],
    ['cronjob/nightly.web', 'job-x by the owner references of the pods to CronJob nightly'],
    ['gateway/edge.web', 'gw-1 by the label gateway.networking.k8s.io/gateway-name'],
    ['cart-1', 'nothing'],
    ['svc/nope.web', 'nothing'],
    ['deploy/nope.web', 'nothing'],
    ['node/nope', 'nothing'],
  ])('%s', (text, expected) => {
    const found = podsOfTarget(OBJECTS, parseTarget(text));
    expect(found ? `${found.pods.map(({ name }) => name).join(' ')} ${found.how}` : 'nothing').toBe(expected);
  });
});

describe("kubectl's order", () => {
  const ready = (time: string): string => `conditions: [{type: Ready, status: "True", lastTransitionTime: "${time}"}]`;
  const on = 'nodeName: n1';
  test.each([
    ['scheduled first', pod('n/b', '10.0.0.1', '', on) + pod('n/a', '10.0.0.2')],
    [
      'Running before Pending',
      pod('n/b', '10.0.0.1', '', on, '') + pod('n/a', '10.0.0.2', '', on).replace('Running', 'Pending'),
    ],
    ['ready first', pod('n/b', '10.0.0.1', '', on) + pod('n/a', '10.0.0.2', '', on, '')],
    [
      'longer ready first',
      pod('n/b', '10.0.0.1', '', on, ready('2026-01-01T00:00:00Z')) +
        pod('n/a', '10.0.0.2', '', on, ready('2026-01-02T00:00:00Z')),
    ],
    [
      'more restarts first',
      pod('n/b', '10.0.0.1', '', on, 'containerStatuses: [{restartCount: 3}]') +
        pod('n/a', '10.0.0.2', '', on, 'containerStatuses: [{restartCount: 1}]'),
    ],
    [
      'older first',
      pod('n/b', '10.0.0.1', 'creationTimestamp: "2026-01-01T00:00:00Z"', on, '') +
        pod('n/a', '10.0.0.2', 'creationTimestamp: "2026-01-02T00:00:00Z"', on, ''),
    ],
    [
      'a time before none',
      pod('n/b', '10.0.0.1', 'creationTimestamp: "2026-01-01T00:00:00Z"', on, '') + pod('n/a', '10.0.0.2', '', on, ''),
    ],
  ])('%s', (_what, yaml) => {
    const pods = kube(yaml).pods();
    const [b, a] = pods;
    if (!a || !b) throw new Error('two pods');
    expect([comparePodsForLogs(b, a) < 0, comparePodsForLogs(a, b) > 0]).toEqual([true, true]);
  });

  test('a phase that it does not list counts as Running', () => {
    const [failed, pending] = kube(
      pod('n/f', '10.0.0.1', '', on, '').replace('Running', 'Failed') +
        pod('n/p', '10.0.0.2', '', on, '').replace('Running', 'Pending'),
    ).pods();
    expect(failed && pending && comparePodsForLogs(failed, pending)).toBeLessThan(0);
  });
});
