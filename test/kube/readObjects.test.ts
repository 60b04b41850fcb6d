import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/text/UserError.js';
import { readObjects } from '../../src/kube/read/readObjects.js';
import { kube, pod } from './harness.js';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
const names = (text: string): readonly string[] =>
  readObjects(text, 'x.yaml').map(({ kind, meta }) => `${kind} ${meta.namespace}/${meta.name}`);

function errorOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError) return `${error.where ?? ''}: ${error.message} (${error.exitCode})`;
    throw error;
  }
  return 'no error';
}

describe('objects in a stream', () => {
  test.each([
    ['a document', POD, ['Pod default/a']],
    ['several', `${POD}---\n${POD.replace('a}', 'b}')}`, ['Pod default/a', 'Pod default/b']],
    ['empty documents', `---\n---\n# nothing\n---\n${POD}---\n`, ['Pod default/a']],
    ['an empty file', '', []],
    ['JSON', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"n"}}', ['Pod n/a']],
    ['a List', 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Node, metadata: {name: n}}', ['Node /n']],
    [
      'a PodList whose items name no kind',
      'apiVersion: v1\nkind: PodList\nitems: [{metadata: {name: a}}]',
      ['Pod default/a'],
    ],
    ['a kind that nobody knows', 'apiVersion: x.io/v1\nkind: Thing\nmetadata: {name: t}', ['Thing default/t']],
    ['an anchor and its alias', 'apiVersion: v1\nkind: Pod\nmetadata: {name: &n a, namespace: *n}', ['Pod a/a']],
  ])('%s', (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each([
    ['bad syntax', `${POD}---\nkind: [`, /^x\.yaml:5: not readable as YAML or JSON: .* \(5\)$/],
    ['a key given twice', 'apiVersion: v1\nkind: Pod\nkind: Pod', /^x\.yaml:3: .*unique.* \(5\)$/],
    ['no object', '- 1\n- 2', /^x\.yaml:1: this is not a Kubernetes object \(5\)$/],
    ['no kind', 'a: 1', /^x\.yaml:1: a Kubernetes object needs kind and apiVersion \(5\)$/],
    ['no name', 'apiVersion: v1\nkind: Pod', /^x\.yaml:1: the Pod has no metadata\.name \(5\)$/],
    [
      'a label that is a number',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {v: 1}}',
      /Pod: metadata\.labels\.v is not a string/,
    ],
    ['an item of a List', 'apiVersion: v1\nkind: List\nitems: [3]', /items\[0\] is not an object/],
    ['a document that contains itself', 'a: &a [*a]', /nested too deeply, or contains itself/],
    ['absurd depth', '['.repeat(20_000), /not readable as YAML or JSON/],
    ['depth that parses', `a: ${'['.repeat(400)}${']'.repeat(400)}`, /nested too deeply/],
  ])('refused: %s', (_what, text, expected) => {
    expect(errorOf(() => readObjects(text, 'x.yaml'))).toMatch(expected);
  });

  test('refused: an alias bomb', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(',')}]`);
    const bomb = `l0: &l0 [x]\n${levels.join('\n')}`;
    expect(errorOf(() => readObjects(bomb, 'x.yaml'))).toMatch(/^x\.yaml:1: .*alias.* \(5\)$/i);
  });
});

describe('views', () => {
  test('a field of the wrong type names object, field and place', () => {
    const objects = kube('apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: n}\nspec: {containers: {}}');
    expect(errorOf(() => objects.pods())).toBe('test.yaml:1: Pod n/a: spec.containers is not a list (5)');
  });

  test('null is as good as absent', () => {
    expect(
      kube('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: null}').pods()[0]?.containers,
    ).toEqual([]);
  });

  test('ids: the container wins over the pod', () => {
    const spec =
      'securityContext: {runAsUser: 1, runAsGroup: 2}, containers: [{name: c, securityContext: {runAsUser: 3}}]';
    const [one] = kube(pod('n/a', '10.0.0.1', '', spec)).pods();
    expect([one?.runAsUser, one?.runAsGroup, one?.containers[0]?.runAsUser, one?.containers[0]?.runAsGroup]).toEqual([
      1,
      2,
      3,
      undefined,
    ]);
  });

  test('of an object given twice the last counts', () => {
    expect(
      kube(pod('n/a', '10.0.0.1') + pod('n/a', '10.0.0.2'))
        .pods()
        .map((one) => one.status.podIps[0]?.text),
    ).toEqual(['10.0.0.2']);
  });
});
