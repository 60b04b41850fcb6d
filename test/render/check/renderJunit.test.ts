import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../src/check/CheckResult.js';
import { renderJunit } from '../../../src/render/check/renderJunit.js';
import { whyNotWellFormed } from './wellFormed.js';

const base = { file: 'a.yaml', name: 'one', differences: [], verdict: '' } as const;
const passed: CheckResult = { ...base, status: 'passed' };
const failed: CheckResult = {
  ...base,
  name: 'two',
  status: 'failed',
  differences: [{ field: 'outbound.route', expected: '"a"', got: '"b"' }],
  verdict: 'Reaches web/b.',
};
const indeterminate: CheckResult = { ...failed, name: 'three', status: 'indeterminate' };
const unreadable: CheckResult = { ...base, file: 'b.yaml', name: 'four', status: 'unreadable', error: 'no such Pod' };

test('the guard sees what is not well-formed', () => {
  expect(whyNotWellFormed('<a b="c">d &amp; e</a>')).toBeUndefined();
  for (const bad of ['<a>', '<a></b>', '<a b="<"/>', '<a>&</a>', '<a/><b/>', 'x<a/>', '<a b=c/>', '<a>\u0001</a>'])
    expect(whyNotWellFormed(bad), bad).toBeDefined();
});

describe('JUnit', () => {
  const text = renderJunit([passed, failed, indeterminate, unreadable]);
  test('is well-formed', () => {
    expect(whyNotWellFormed(text)).toBeUndefined();
  });
  test('has a suite for each file, with counts', () => {
    expect(text).toContain('<testsuite name="a.yaml" tests="3" failures="2" errors="0">');
    expect(text).toContain('<testsuite name="b.yaml" tests="1" failures="0" errors="1">');
  });
  test('says what differs', () => {
    expect(text).toContain('message="outbound.route: expected &quot;a&quot;, got &quot;b&quot;" type="failed"');
    expect(text).toContain('<error message="no such Pod" type="unreadable">');
  });
  test('says nothing of what is as expected', () => {
    expect(text).toContain('<testcase classname="a.yaml" name="one"/>');
  });
  test.each(['a & b', '</testcase>', '"quoted"', ']]>', 'tab\tnewline\n', '\u001b[31m\u0000\ufffe', '🛒'])(
    'holds %j in a name, a file, and a difference',
    (odd) => {
      const result: CheckResult = {
        file: odd,
        name: odd,
        status: 'failed',
        differences: [{ field: 'caller', expected: odd, got: odd }],
        verdict: odd,
      };
      expect(whyNotWellFormed(renderJunit([result]))).toBeUndefined();
    },
  );
});
