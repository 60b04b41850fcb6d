import { expect, test } from 'vitest';
import { describeIstioObject } from '../../src/istio/describeIstioObject.js';
import { istioPolicyOf } from '../../src/istio/istioPolicyOf.js';

test.each([
  ['ns[pay]-policy[payments-deny]-rule[0]', 'AuthorizationPolicy pay/payments-deny, rule 1'],
  ['istio-ext-authz-ns[web]-policy[ext]-rule[2]', 'AuthorizationPolicy web/ext, rule 3'],
  ['my-policy', undefined],
  ['none', undefined],
])('%s: %s', (name, expected) => expect(istioPolicyOf(name)).toBe(expected));

test('kinds of the metadata as people write them', () =>
  expect(describeIstioObject({ kind: 'virtual-service', namespace: 'web', name: 'cart' })).toBe(
    'VirtualService web/cart',
  ));
