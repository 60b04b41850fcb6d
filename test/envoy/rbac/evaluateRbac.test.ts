import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { evaluateRbac } from '../../../src/envoy/rbac/evaluateRbac.js';
import { parseRbac } from '../../../src/envoy/parse/parseRbac.js';
import { requestContext } from '../requestContext.js';
import { exact, list, rbacAction, single, tree } from '../matcher/trees.js';
import { enforced, rules } from './policies.js';

const HIT = { permission: { url_path: { path: { exact: '/a' } } } };
const MISS = { permission: { url_path: { path: { exact: '/b' } } } };
const ODD = { permission: { uri_template: {} } };
const constant = (bool_value: boolean) => ({ const_expr: { bool_value } });
const CEL = { call_expr: { function: 'int' } };
const HEADER = 'HttpRequestHeaderMatchInput';

describe('rules', () => {
  it.each<[string, JsonObject, string]>([
    ['absent: nothing is enforced', {}, 'nothing to enforce'],
    ['{}: ALLOW without policies denies all', { rules: {} }, 'denied none'],
    ['DENY without policies allows all', { rules: { action: 'DENY' } }, 'allowed none'],
    ['LOG without policies allows all', { rules: { action: 'LOG' } }, 'allowed none'],
    ['ALLOW is the default', { rules: rules(undefined, { p: HIT }) }, 'allowed p'],
    ['ALLOW without match', { rules: rules('ALLOW', { p: MISS }) }, 'denied none'],
    ['DENY with a match', { rules: rules('DENY', { p: HIT }) }, 'denied p'],
    ['DENY without match', { rules: rules('DENY', { p: MISS }) }, 'allowed none'],
    ['LOG with a match', { rules: rules('LOG', { p: HIT }) }, 'allowed p'],
    ['policies go by name', { rules: rules('DENY', { zz: HIT, aa: HIT }) }, 'denied aa'],
    [
      'permission and principal must hold',
      { rules: rules('ALLOW', { p: { ...HIT, principal: { any: false } } }) },
      'denied none',
    ],
    ['a condition that is true', { rules: rules('ALLOW', { p: { condition: constant(true) } }) }, 'allowed p'],
    ['a condition that is false', { rules: rules('ALLOW', { p: { condition: constant(false) } }) }, 'denied none'],
    ['a condition that is not evaluated', { rules: rules('ALLOW', { p: { condition: CEL } }) }, 'unknown'],
    [
      'does not matter where the rest misses',
      { rules: rules('ALLOW', { p: { ...MISS, condition: CEL } }) },
      'denied none',
    ],
    ['what is not modelled does not matter to LOG', { rules: rules('LOG', { p: ODD }) }, 'allowed none'],
    ['nor where another policy decides', { rules: rules('DENY', { a: ODD, b: HIT }) }, 'denied b'],
    ['it matters where it could decide', { rules: rules('DENY', { a: ODD, b: MISS }) }, 'unknown'],
  ])('%s', (_rule, config, expected) => {
    expect(enforced(config, requestContext('GET /a'))).toBe(expected);
  });

  it('policies that came nearest are told first', () => {
    const config = { rules: rules('ALLOW', { far: MISS, near: { ...HIT, principal: { authenticated: {} } } }) };
    const rbac = parseRbac(config, '/rbac');
    if (rbac.rules === undefined) throw new Error('no rules');
    const { skipped } = evaluateRbac(rbac.rules, requestContext('GET /a'));
    expect(skipped.map(({ what, failed }) => [what, failed.name, failed.expected, failed.got])).toEqual([
      ['policy near', 'authenticated', 'TLS', 'plaintext'],
      ['policy far', 'url_path', 'exact /b', '/a'],
    ]);
  });
});

describe('matcher', () => {
  const byUser = (user: Readonly<Record<string, JsonObject>>, onNoMatch?: JsonObject) => ({
    matcher: tree(exact(HEADER, user, { header_name: 'X-User' }), onNoMatch),
  });
  const bob = requestContext('GET /a', { headers: { 'x-user': 'bob' } });
  const both = requestContext('GET /a', { headers: { 'x-user': ['bob', 'eve'] } });

  it.each<[string, JsonObject, typeof bob, string]>([
    ['ALLOW', byUser({ bob: rbacAction('in', 'ALLOW') }), bob, 'allowed in'],
    ['DENY names its action', byUser({ bob: rbacAction('out', 'DENY') }), bob, 'denied out'],
    ['LOG', byUser({ bob: rbacAction('seen', 'LOG') }), bob, 'allowed seen'],
    ['no match denies', byUser({ eve: rbacAction('in', 'ALLOW') }), bob, 'denied none'],
    ['no header is no match', byUser({ '': rbacAction('in', 'ALLOW') }), requestContext('GET /a'), 'denied none'],
    ['on_no_match', byUser({}, rbacAction('rest', 'ALLOW')), bob, 'allowed rest'],
    ['repeated headers are joined', byUser({ 'bob,eve': rbacAction('in', 'ALLOW') }), both, 'allowed in'],
    [
      'the SAN of the peer',
      { matcher: tree(list([single('UriSanInput', { prefix: 'spiffe://' }), rbacAction('in', 'ALLOW')])) },
      requestContext('GET /a', {
        tls: true,
        peer: { uriSans: ['spiffe://td/ns/a/sa/b'], dnsSans: [], subject: '', trusted: true },
      }),
      'allowed in',
    ],
    [
      'an input that is not modelled',
      { matcher: tree(list([single('HttpAttributesCelMatchInput', { exact: 'x' }), rbacAction('in', 'ALLOW')])) },
      bob,
      'unknown',
    ],
    [
      'an action that is none of RBAC',
      byUser({ bob: { action: { name: 'x', typed_config: { '@type': 't/x.Y' } } } }),
      bob,
      'unknown',
    ],
  ])('%s', (_rule, config, context, expected) => {
    expect(enforced(config, context)).toBe(expected);
  });
});
