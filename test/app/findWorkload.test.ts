import { describe, expect, test } from 'vitest';
import { findWorkload } from '../../src/app/findWorkload.js';
import { snapshot } from '../facts/harness.js';
import { pod, service, slice } from '../kube/harness.js';

const LABELS = 'labels: {app: a}';
const OBJECTS =
  pod('web/a-1', '10.0.0.1', LABELS, 'nodeName: n', '') +
  pod('web/a-2', '10.0.0.2', LABELS, 'nodeName: n') +
  pod('web/a-3', '10.0.0.3', LABELS, 'nodeName: n', '') +
  pod('web/b-1', '10.0.0.4') +
  '{apiVersion: apps/v1, kind: Deployment, metadata: {namespace: web, name: a}, spec: {selector: {matchLabels: {app: a}}}}\n---\n' +
  '{apiVersion: apps/v1, kind: Deployment, metadata: {namespace: web, name: none}, spec: {selector: {matchLabels: {app: none}}}}\n---\n' +
  service('web/b', 'clusterIP: 10.96.0.1, ports: [{port: 80}]') +
  slice('web/b', '[{addresses: [10.0.0.4]}]');
const DUMP = { 'pods/web/a-3/config_dump.json': '{}' };
const RULES = { 'pods/web/a-1/iptables-save.txt': '', 'pods/web/a-1/config_dump.json': '{}' };

function found(target: string, files: Readonly<Record<string, string>> = {}): string {
  const { workload, note } = findWorkload(snapshot({ 'objects/o.yaml': OBJECTS, ...files }).facts, target);
  return note ?? `${workload.namespace}/${workload.name}`;
}

describe('the pod of a TARGET', () => {
  test('by name', () => expect(found('a-1.web')).toBe('web/a-1'));
  test('one that was captured, without its object', () =>
    expect(found('x.web', { 'pods/web/x/nft.txt': '' })).toBe('web/x'));
  test('of a Service', () => expect(found('svc/b.web')).toBe('web/b-1'));
  test('of several: the ready one', () =>
    expect(found('deploy/a.web')).toBe(
      "web/a-2: the first of 3 pods by the selector of Deployment web/a (it is ready, kubectl's order)",
    ));
  test('of several: the one whose dump is captured', () =>
    expect(found('deploy/a.web', DUMP)).toBe(
      'web/a-3: the first of 3 pods by the selector of Deployment web/a (most of it is captured)',
    ));
  test('of several: the one whose dump and rules are captured', () =>
    expect(found('deploy/a.web', { ...DUMP, ...RULES })).toMatch(/^web\/a-1: /));
});

describe('no pod', () => {
  test.each([
    ['a-9.web', '"a-9.web": there is no Pod a-9 in namespace web', 'Did you mean a-1.web?'],
    ['a-1', '"a-1": there is no Pod a-1 in namespace default', 'Did you mean a-1.web?'],
    ['a.web', '"a.web": there is no Pod a in namespace web', 'Did you mean deployment/a.web?'],
    ['svc/zzz.web', '"svc/zzz.web": there is no Service zzz in namespace web', undefined],
    ['deploy/none.web', 'no pods match "deploy/none.web" (by the selector of Deployment web/none)', undefined],
  ])('%s', (target, message, hint) => {
    expect(() => found(target)).toThrow(expect.objectContaining({ message, hint, exitCode: 2 }));
  });
});
