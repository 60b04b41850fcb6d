import { describe, expect, it } from 'vitest';
import { evaluateHttpRbac } from '../../../src/envoy/http/filter/evaluateHttpRbac.js';
import { parseRbac } from '../../../src/envoy/parse/parseRbac.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { requestContext, type RequestOptions } from '../requestContext.js';

const any = { permissions: [{ any: true }], principals: [{ any: true }] };
const onPath = (path: string) => ({
  permissions: [{ url_path: { path: { exact: path } } }],
  principals: [{ any: true }],
});

function run(rbac: JsonObject, line = 'GET /a', options: RequestOptions = {}) {
  return evaluateHttpRbac(parseRbac(rbac, ''), requestContext(line, options));
}

const answer = (rbac: JsonObject, options: RequestOptions = {}): string => {
  const { reply, unknown } = run(rbac, 'GET /a', options);
  return reply ? `${reply.status ?? 0} ${reply.details}` : (unknown ?? 'allowed');
};

describe('rules', () => {
  it.each<[string, JsonObject, string]>([
    ['absent: nothing is enforced', {}, 'allowed'],
    ['{}: ALLOW without policies denies all', { rules: {} }, '403 rbac_access_denied_matched_policy[none]'],
    ['DENY without policies', { rules: { action: 'DENY' } }, 'allowed'],
    ['LOG', { rules: { action: 'LOG', policies: { p: any } } }, 'allowed'],
    [
      'DENY: the first match by name',
      { rules: { action: 'DENY', policies: { zz: any, aa: onPath('/a') } } },
      '403 rbac_access_denied_matched_policy[aa]',
    ],
    [
      'ALLOW without a match',
      { rules: { policies: { p: onPath('/b') } } },
      '403 rbac_access_denied_matched_policy[none]',
    ],
    [
      'a space in a policy’s name',
      { rules: { action: 'DENY', policies: { 'a b': any } } },
      '403 rbac_access_denied_matched_policy[a_b]',
    ],
  ])('%s', (_rule, rbac, expected) => {
    expect(answer(rbac)).toBe(expected);
  });

  it('gRPC gets grpc-status 7', () => {
    expect(run({ rules: {} }, 'POST /a', { headers: { 'content-type': 'application/grpc' } }).reply).toMatchObject({
      status: 200,
      grpcStatus: 7,
    });
  });

  it('what cannot be decided is unknown', () => {
    const odd = { permissions: [{ tomorrow: {} }], principals: [{ any: true }] };
    expect(answer({ rules: { policies: { p: odd } } })).toContain('RBAC');
  });
});

describe('shadow rules', () => {
  const metadata = (rbac: JsonObject) => run(rbac).dynamicMetadata.get('envoy.filters.http.rbac');

  it('change nothing but dynamic metadata', () => {
    const rbac = { shadow_rules: { action: 'DENY', policies: { p: any } }, shadow_rules_stat_prefix: 'pre_' };
    expect(answer(rbac)).toBe('allowed');
    expect(metadata(rbac)).toEqual({ pre_shadow_engine_result: 'denied', pre_shadow_effective_policy_id: 'p' });
  });

  it('enforced rules leave theirs too', () => {
    expect(metadata({ rules: { policies: { p: any } } })).toEqual({
      enforced_engine_result: 'allowed',
      enforced_effective_policy_id: 'p',
    });
    expect(metadata({ rules: {} })).toEqual({ enforced_engine_result: 'denied' });
  });

  it('two filters add up', () => {
    const context = requestContext('GET /a');
    const first = evaluateHttpRbac(parseRbac({ shadow_rules: {}, shadow_rules_stat_prefix: 'a_' }, ''), context);
    const second = parseRbac({ shadow_rules: {}, shadow_rules_stat_prefix: 'b_' }, '');
    const after = evaluateHttpRbac(second, { ...context, dynamicMetadata: first.dynamicMetadata });
    expect(after.dynamicMetadata.get('envoy.filters.http.rbac')).toEqual({
      a_shadow_engine_result: 'denied',
      b_shadow_engine_result: 'denied',
    });
  });
});
