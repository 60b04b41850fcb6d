import { describe, expect, test } from 'vitest';
import { verdict, world } from './harness.js';
import { shop } from './shopOfTwo.js';

const USUAL = ['0: from all lookup local', '32766: from all lookup main', '32767: from all lookup default'];

/** The verdict of a request from a to b, where the network namespace of one has one more policy routing rule. */
function verdictWith(pod: string, rule: string): string {
  const files = shop({ [`pods/web/${pod}/ip-rules.txt`]: [...USUAL, rule].join('\n') });
  return verdict(world(files)('web/a', 'http://b/'));
}

describe('a policy routing rule that is not modelled', () => {
  test.each([
    ['of the sender, which takes every packet', 'a', '100: from all uidrange 0-65535 blackhole', 'INDETERMINATE'],
    ['of the receiver, on the way of the answer', 'b', '100: from all ipproto tcp lookup 7', 'INDETERMINATE'],
    ['which its other selectors keep away', 'a', '100: from all to 192.0.2.0/24 ipproto tcp lookup 7', 'DELIVERED'],
    ['which comes after the one that decides', 'a', '40000: from all ipproto tcp lookup 7', 'DELIVERED'],
  ])('%s', (_what, pod, rule, expected) => expect(verdictWith(pod, rule)).toBe(expected));

  test('is named', () => {
    const files = shop({
      'pods/web/a/ip-rules.txt': [...USUAL, '100: from all uidrange 0-65535 blackhole'].join('\n'),
    });
    expect(world(files)('web/a', 'http://b/').verdict.unknown).toBe(
      'ip rule "100: from all uidrange 0-65535 blackhole": uidrange is not modelled',
    );
  });
});
